package io.freshet.jobs.sweep;

/** A key that is varied, and the values that it may have. */
sealed interface Axis permits Choices, NumberRange {
    String key();

    /** The value at a place in [0, 1), as it would be written in a file. */
    String at(double place);

    /** The values in one line, for records of what was searched. */
    String text();
}
