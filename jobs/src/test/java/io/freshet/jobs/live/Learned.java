package io.freshet.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.features.RowDelta;
import io.freshet.ranking.EventResult;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Interaction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What tests of PERSONALIZE send, and how they look at what it gives out. */
final class Learned {
    private static final String SITUATION = "\0situation:";

    private Learned() {}

    static Interaction event(String user, String item, long timeMs) {
        return Interaction.of(user + "-" + item + "-" + timeMs, user, item, 1f, timeMs);
    }

    static EventResult result(Evaluation evaluation) {
        return new EventResult(
                evaluation.evaluated(),
                evaluation.knownUser(),
                evaluation.knownItem(),
                evaluation.consumedBefore(),
                evaluation.rank(),
                evaluation.popularityRank());
    }

    /** All but those of situations, of which every step changes some. */
    static Set<String> rowIds(List<RowDelta> deltas) {
        return ids(deltas.stream()
                .filter(delta -> !delta.rowId().startsWith(SITUATION))
                .toList());
    }

    /** The situations whose rows are among the deltas'. */
    static Set<String> situations(List<RowDelta> deltas) {
        Set<String> ids = ids(deltas);
        return ids.stream()
                .filter(id -> id.startsWith(SITUATION))
                .map(id -> id.substring(SITUATION.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> ids(List<RowDelta> deltas) {
        Set<String> ids = new TreeSet<>();
        for (RowDelta delta : deltas) {
            assertThat(ids.add(delta.rowId()))
                    .as("one delta for %s", delta.rowId())
                    .isTrue();
        }
        return ids;
    }

    static Map<String, Long> counts(List<RowDelta> deltas) {
        return deltas.stream()
                .filter(delta -> delta.count() > 0)
                .collect(Collectors.toMap(RowDelta::rowId, RowDelta::count));
    }

    static Map<String, Long> counted(List<Interaction> stream) {
        return stream.stream().collect(Collectors.groupingBy(Interaction::itemId, Collectors.counting()));
    }
}
