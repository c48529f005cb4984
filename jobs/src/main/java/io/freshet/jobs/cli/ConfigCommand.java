package io.freshet.jobs.cli;

import io.freshet.jobs.config.SettingsOptions;
import java.io.PrintStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code freshet config}: the settings that a command would run with. */
@Command(
        name = "config",
        description = {
            "Prints all settings as YAML, each with what it means.",
            "Without options these are the defaults; the output can go into the file that --config takes."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class ConfigCommand implements Runnable {
    private final PrintStream out;

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

    ConfigCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public void run() {
        out.print(settings.load().toYaml());
        out.flush();
    }
}
