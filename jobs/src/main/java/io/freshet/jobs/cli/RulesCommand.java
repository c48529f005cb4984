package io.freshet.jobs.cli;

import io.freshet.jobs.demo.RunningDemo;
import io.freshet.jobs.kafka.ControlPublisher;
import io.freshet.jobs.kafka.Topics;
import io.freshet.jobs.rules.ControlDecoder;
import io.freshet.jobs.rules.RulesFile;
import io.freshet.jobs.yaml.YamlText;
import io.freshet.ranking.pipeline.Rules;
import io.freshet.schemas.Control;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freshet rules}: puts rules in force in the running job. */
@Command(
        name = "rules",
        description = {
            "Tells the live job what it must not recommend: checks a file of rules as a whole, and publishes it.",
            "It takes the place of all earlier rules, without a restart. docs/ranking.md says what a file may hold.",
            "Status: 0 when the broker has it, 2 for a file that cannot be used."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false)
final class RulesCommand implements Callable<Integer> {
    private final PrintStream out;
    private final Clock clock;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "YAML file of all rules")
    private @Nullable Path file;

    @Option(names = "--withdraw", description = "in place of a file: no rules from now on")
    private boolean withdraw;

    @Option(names = "--check", description = "only check the file")
    private boolean checkOnly;

    @Mixin
    private BrokerArguments where = new BrokerArguments();

    RulesCommand(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        if (spec == null) {
            throw new IllegalStateException("the command is run by picocli only");
        }
        if ((file == null) != withdraw || (withdraw && checkOnly)) {
            throw new ParameterException(spec.commandLine(), "give either a file of rules or --withdraw");
        }
        Logs.toErrorOutput(false);
        if (file == null) {
            RunningDemo broker = where.find();
            try (ControlPublisher publisher = publisher(broker)) {
                publisher.withdraw(ControlDecoder.RULES);
            }
            out.println("the rules of " + broker.prefix() + " are withdrawn");
            return 0;
        }
        String yaml = YamlText.read(file);
        Rules rules = RulesFile.parse(file.toString(), yaml);
        String counted = rules.all().size() + (rules.all().size() == 1 ? " rule" : " rules");
        if (checkOnly) {
            out.println(counted + ", nothing is wrong with them");
            return 0;
        }
        RunningDemo broker = where.find();
        try (ControlPublisher publisher = publisher(broker)) {
            long now = clock.millis();
            publisher.publish(new Control(ControlDecoder.RULES, yaml, now, now));
        }
        out.println(counted + " published to " + new Topics(broker.prefix()).control());
        return 0;
    }

    private static ControlPublisher publisher(RunningDemo broker) {
        return new ControlPublisher(broker.bootstrapServers(), new Topics(broker.prefix()));
    }
}
