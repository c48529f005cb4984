package io.freshet.schemas;

/**
 * An instruction to the running job.
 *
 * @param kind what is controlled, such as rules, model or epoch; the topic's key
 * @param payload the instruction in the kind's own notation; may be empty
 * @param epoch orders the instructions of one kind: a lower one is ignored
 * @param updatedMs when it was given, milliseconds since 1970 UTC
 */
public record Control(String kind, String payload, long epoch, long updatedMs) {

    public Control {
        Checks.id("kind", kind);
        Checks.present("payload", payload);
        Checks.notNegative("epoch", epoch);
        Checks.notNegative("updatedMs", updatedMs);
    }
}
