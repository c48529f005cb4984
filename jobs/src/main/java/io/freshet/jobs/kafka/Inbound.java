package io.freshet.jobs.kafka;

import io.freshet.schemas.Interaction;

/** What a record of an input topic turned out to be. */
public sealed interface Inbound {
    /** A valid interaction. */
    record Event(Interaction interaction) implements Inbound {}

    /** A record that goes to the dead letters. */
    record Rejected(DeadLetter letter) implements Inbound {}
}
