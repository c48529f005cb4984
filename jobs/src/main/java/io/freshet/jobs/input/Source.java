package io.freshet.jobs.input;

import java.io.IOException;

/**
 * How a source is called in messages, and what to do when it is not as it should be.
 *
 * @param name as in "rows of NAME"
 * @param unit what it consists of, in the singular
 * @param repair what helps against damage
 * @param again what helps when it breaks off
 * @param reorder what helps when its order cannot be replayed
 */
record Source(String name, String unit, String repair, String again, String reorder) {

    static Source file(Object path) {
        return new Source(
                path.toString(),
                "row",
                "Repair the file or remove those rows",
                "fetch it anew",
                "sort it by timestamp_ms,user,item");
    }

    static Source topic(TopicRange range) {
        return new Source(
                "topic " + range.topic() + range.shown(),
                "record",
                "Choose a range of offsets without them",
                "see that the broker runs, and try again",
                "choose a range of offsets without it, or take a file sorted by timestamp_ms,user,item");
    }

    InputException brokenOff(RowReader rows, IOException cause) {
        return new InputException(
                name + " breaks off behind " + rows.place() + " (" + cause.getMessage() + "): " + again, cause);
    }

    String units() {
        return unit + "s";
    }
}
