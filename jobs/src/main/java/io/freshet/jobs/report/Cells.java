package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Cells of tables of numbers. */
final class Cells {
    private Cells() {}

    /** The number is kept beside its text, so that rows can be sorted. */
    static ObjectNode of(double value, String text) {
        return View.object()
                .put("text", text)
                .put("raw", Double.isNaN(value) ? "" : Double.toString(value))
                .put("best", false);
    }

    static ObjectNode count(double value) {
        return of(value, Numbers.count(value));
    }

    static ObjectNode share(double value) {
        return of(value, Numbers.share(value));
    }

    static ObjectNode short3(double value) {
        return of(value, Numbers.short3(value));
    }

    /** A share that is marked if no other of its column is better. */
    static ObjectNode compared(double value, double best) {
        return share(value).put("best", value == best);
    }
}
