package io.freshet.jobs.cli;

import io.freshet.jobs.input.InteractionStream;
import io.freshet.jobs.local.StopSignal;
import io.freshet.jobs.local.StreamPublisher;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that publish a stream to a broker, and how they do it. */
final class Publication {
    private static final long GENERATED = 20_000;

    @Mixin
    private PlayedStream stream = new PlayedStream();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "stop after so many events (default: all of --input, or 20000 generated ones)")
    private @Nullable Long limit;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of the generated events, which are the same for the same seed (default: 1)")
    private long seed;

    @Option(names = "--rate", paramLabel = "N", description = "events per second (default: as fast as possible)")
    private @Nullable Double rate;

    void check(OptionChecks checks) {
        stream.check(checks);
        checks.atLeastOne("--limit", limit);
        checks.rate("--rate", rate);
    }

    /** Publishes and tells how many; an interrupt of the process ends it in order. */
    void publish(String bootstrapServers, String topic, PrintStream out) throws Exception {
        try (InteractionStream events =
                        stream.open(seed, limit == null ? Long.MAX_VALUE : limit, limit == null ? GENERATED : limit);
                StopSignal stop = new StopSignal();
                StreamPublisher publisher = new StreamPublisher(bootstrapServers, topic, rate)) {
            stop.onInterrupt();
            out.println("published  " + publisher.publish(events, stop) + " interactions to " + topic);
            if (events.damagedRows() > 0) {
                out.println("damaged    " + events.damagedRows() + " rows were passed over, the first: "
                        + events.firstDamage());
            }
        }
    }
}
