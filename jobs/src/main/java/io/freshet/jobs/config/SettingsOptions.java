package io.freshet.jobs.config;

import io.freshet.jobs.input.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --config} and {@code --set}, for every command that has settings. */
public final class SettingsOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "settings as YAML; `freshet config` prints all of them with their defaults and meanings")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "one setting, such as learner.rate=0.05; may be repeated, and wins over the file")
    private List<String> sets = List.of();

    /** Reads the file at each call; what is wrong with the settings is a usage error of the command. */
    public Settings load() {
        return load(null);
    }

    /** The same with a seed of the start values, which is one more setting if it is not null. */
    public Settings load(@Nullable Long seed) {
        try {
            return Settings.load(config, seed == null ? sets : with("learner.seed=" + seed));
        } catch (InputException e) {
            if (spec == null) {
                throw new IllegalStateException("the options are filled by picocli only", e);
            }
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<String> with(String set) {
        List<String> all = new ArrayList<>(sets);
        all.add(set);
        return all;
    }
}
