package io.freshet.jobs.live;

import io.freshet.features.RankerLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the ranker looks at, as checkpoints remember it, so that a job can tell that it goes on with something else. */
final class RankerColumns {
    private static final String BETWEEN = " ";

    private RankerColumns() {}

    /** In a line; empty without a ranker. */
    static String of(@Nullable RankerLayout layout) {
        if (layout == null) {
            return "";
        }
        List<String> all = new ArrayList<>(layout.features());
        layout.situations().forEach(each -> all.add("by-" + each));
        all.addAll(layout.declared());
        return String.join(BETWEEN, all);
    }

    /**
     * What to tell whoever starts the job.
     *
     * @param before as it was saved, empty if there was no ranker
     * @param now as it is
     * @return empty if nothing is different, or there was nothing to learn from
     */
    static Optional<String> change(String before, String now) {
        if (before.isEmpty() || before.equals(now)) {
            return Optional.empty();
        }
        List<String> then = List.of(before.split(BETWEEN));
        List<String> here = List.of(now.split(BETWEEN));
        return Optional.of("The ranker's features are others than in the restored state: gone are "
                + without(then, here) + ", new are " + without(here, then)
                + " (a name with # is a declared feature with a hash of its definition, one with by- a situation that"
                + " weights differ by). All weights of the ranker begin anew, and what is new is counted from now on; of"
                + " items all features, if one of theirs is another");
    }

    private static List<String> without(List<String> all, List<String> others) {
        return all.stream().filter(each -> !others.contains(each)).toList();
    }
}
