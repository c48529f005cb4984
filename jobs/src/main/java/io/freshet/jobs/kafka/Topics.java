package io.freshet.jobs.kafka;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The names of all topics, which share one prefix.
 *
 * @param prefix 1 to {@value #MAX_PREFIX} letters, digits, dots, underscores or hyphens
 */
public record Topics(String prefix) implements Serializable {

    /** What the names start with unless configured. */
    public static final String DEFAULT_PREFIX = "freshet";

    /** Kafka allows 249 characters; the longest name of ours and its {@code .dlq} must still fit. */
    static final int MAX_PREFIX = 200;

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]{1," + MAX_PREFIX + "}");

    public Topics {
        if (!LEGAL.matcher(prefix).matches()) {
            throw new IllegalArgumentException("topic prefix '" + prefix + "' must be 1 to " + MAX_PREFIX
                    + " of the characters A-Z a-z 0-9 . _ -: choose another");
        }
    }

    public static Topics standard() {
        return new Topics(DEFAULT_PREFIX);
    }

    public String interactions() {
        return named("interactions");
    }

    public String items() {
        return named("items");
    }

    public String requests() {
        return named("requests");
    }

    public String recommendations() {
        return named("recommendations");
    }

    public String itemState() {
        return named("item-state");
    }

    public String evaluations() {
        return named("evaluations");
    }

    public String erasure() {
        return named("erasure");
    }

    public String erasureReceipts() {
        return named("erasure-receipts");
    }

    public String control() {
        return named("control");
    }

    public String impressions() {
        return named("impressions");
    }

    /** Where records of {@code topic} go that cannot be used. */
    public String deadLetters(String topic) {
        return topic + ".dlq";
    }

    /** The topics that others write, each of which has dead letters. */
    public List<String> inputs() {
        return List.of(interactions(), items(), requests(), erasure(), control(), impressions());
    }

    private String named(String kind) {
        return prefix + "." + kind + ".v1";
    }
}
