package io.freshet.jobs.compare;

import io.freshet.jobs.input.InputException;
import io.freshet.jobs.rundir.Manifest;
import io.freshet.jobs.rundir.PerEvent;
import io.freshet.jobs.rundir.RunDirectory;
import java.util.ArrayList;
import java.util.List;

/** Whether two runs answer the same questions; a difference between others would say nothing about the models. */
final class Comparability {
    private Comparability() {}

    /** @throws InputException that names all that differs, with both values */
    static void check(RunDirectory reference, RunDirectory other) {
        Manifest a = reference.manifest();
        Manifest b = other.manifest();
        List<String> differing = new ArrayList<>();
        if (!a.sha256().equals(b.sha256())) {
            differing.add("input sha256 is " + input(a) + " against " + input(b));
        }
        compare(differing, "mode", a.mode(), b.mode());
        compare(differing, "variant", a.variant(), b.variant());
        compare(differing, "warm_up_events", a.warmUpEvents(), b.warmUpEvents());
        if (!differing.isEmpty()) {
            throw refused(reference, other, String.join(", ", differing));
        }
    }

    /** @throws InputException that names the first tested event in which they differ */
    static void check(RunDirectory reference, PerEvent a, RunDirectory other, PerEvent b) {
        for (int row = 0; row < Math.min(a.size(), b.size()); row++) {
            if (a.index(row) != b.index(row)) {
                throw refused(
                        reference,
                        other,
                        "tested event " + row + " has index " + a.index(row) + " against " + b.index(row));
            }
            if (a.event(row) != b.event(row)) {
                throw refused(reference, other, "the event of index " + a.index(row) + " has another id");
            }
        }
        if (a.size() != b.size()) {
            throw refused(reference, other, "tested events are " + a.size() + " against " + b.size());
        }
    }

    private static void compare(List<String> differing, String what, Object a, Object b) {
        if (!a.equals(b)) {
            differing.add(what + " is " + a + " against " + b);
        }
    }

    private static String input(Manifest manifest) {
        return manifest.sha256() + " (" + manifest.source() + ")";
    }

    private static InputException refused(RunDirectory reference, RunDirectory other, String why) {
        return new InputException(reference.path() + " and " + other.path() + " are not comparable: " + why
                + "; replay both on the same events in the same way");
    }
}
