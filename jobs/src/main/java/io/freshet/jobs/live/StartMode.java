package io.freshet.jobs.live;

/** What a job without restored state makes of the rows that the item-state topic holds. */
public enum StartMode {
    /** There must be none. */
    EMPTY,

    /** They are deleted from the topic, and the interactions are read from their beginning. */
    FRESH,

    /** They are what the job begins with; users are unknown, and the interactions go on where the group stood. */
    TOPIC
}
