package io.freshet.jobs.validate;

/** What a check came to; a failure makes the figures of a replay wrong, a warning asks for a decision. */
public enum Status {
    PASS,
    WARN,
    FAIL;

    static Status of(boolean fails, boolean warns) {
        return fails ? FAIL : warns ? WARN : PASS;
    }
}
