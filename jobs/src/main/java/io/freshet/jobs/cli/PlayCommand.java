package io.freshet.jobs.cli;

import io.freshet.jobs.demo.RunningDemo;
import io.freshet.jobs.kafka.Topics;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code freshet play}. */
@Command(
        name = "play",
        description = "Publishes interactions, recorded or generated, to a broker.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class PlayCommand implements Callable<Integer> {
    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BrokerArguments where = new BrokerArguments();

    @Mixin
    private Publication publication = new Publication();

    PlayCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        if (spec == null) {
            throw new IllegalStateException("the command is run by picocli only");
        }
        publication.check(new OptionChecks(spec.commandLine()));
        Logs.toErrorOutput(false);
        RunningDemo broker = where.find();
        publication.publish(broker.bootstrapServers(), new Topics(broker.prefix()).interactions(), out);
        return 0;
    }
}
