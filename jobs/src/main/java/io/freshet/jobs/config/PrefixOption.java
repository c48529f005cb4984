package io.freshet.jobs.config;

import io.freshet.jobs.kafka.Topics;
import picocli.CommandLine.Option;

/** The option that says what all topics are called, for every command that names a broker of its own. */
public final class PrefixOption {
    @Option(
            names = "--prefix",
            paramLabel = "NAME",
            defaultValue = Topics.DEFAULT_PREFIX,
            description = "what the topics' names start with (default: ${DEFAULT-VALUE})")
    private String prefix = Topics.DEFAULT_PREFIX;

    /** @throws IllegalArgumentException if no topic can be called so */
    public Topics topics() {
        return new Topics(prefix);
    }
}
