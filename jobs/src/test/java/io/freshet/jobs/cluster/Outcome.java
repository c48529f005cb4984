package io.freshet.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.features.OwnedRow;
import io.freshet.features.RowLayout;
import io.freshet.jobs.kafka.Topics;
import io.freshet.ranking.EventConfig;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.schemas.Codec;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.Recommendations;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a job has made of its input, beside what it should have: everything that its topics and a savepoint hold.
 *
 * @param evaluated events that have an evaluation, in its order
 * @param answered events that have a list, in its order
 * @param published the topic's last row of each item
 */
record Outcome(
        List<Interaction> input,
        List<String> evaluated,
        List<String> answered,
        Map<String, ItemState> published,
        SavedState saved) {

    static Outcome read(String broker, Topics topics, List<Interaction> input, String savepoint) throws Exception {
        return new Outcome(
                input,
                KafkaEnd.readAll(broker, topics.evaluations(), Codec.evaluation(), Evaluation::eventId),
                KafkaEnd.readAll(broker, topics.recommendations(), Codec.recommendations(), Recommendations::triggerId),
                KafkaEnd.readLast(broker, topics.itemState(), Codec.itemState()),
                SavedState.read(savepoint));
    }

    /** Members of a line of JSON. */
    String figures() {
        return ("\"events\":%d,\"users\":%d,\"items\":%d,\"rows\":%d,\"evaluations\":%d,\"lists\":%d")
                .formatted(
                        input.size(),
                        saved.users().size(),
                        saved.items().size(),
                        saved.rows().size(),
                        evaluated.size(),
                        answered.size());
    }

    /** Each event was counted once, for its user and for its item. */
    void assertCounted() {
        assertThat(differences(counts(Interaction::userId), saved.users()))
                .as("events of each user")
                .isEmpty();
        assertThat(differences(counts(Interaction::itemId), saved.items()))
                .as("events of each item")
                .isEmpty();
    }

    /** Whatever is not counted as it should be, in words: the whole maps would fill pages. */
    private static List<String> differences(Map<String, Long> expected, Map<String, Long> counted) {
        Set<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(counted.keySet());
        return keys.stream()
                .filter(key -> !expected.getOrDefault(key, 0L).equals(counted.getOrDefault(key, 0L)))
                .map(key -> key + " has " + expected.get(key) + " and is counted " + counted.get(key))
                .toList();
    }

    /** The simple count that the job's is compared with: of what was wanted, since dislikes count for nobody. */
    private Map<String, Long> counts(Function<Interaction, String> key) {
        return input.stream()
                .filter(event -> EventConfig.DEFAULTS.strength(event) > 0)
                .collect(Collectors.groupingBy(key, Collectors.counting()));
    }

    /** Each event has an evaluation and a list, and nothing else has. */
    void assertNothingLost() {
        HashSet<String> events = new HashSet<>(events());
        assertThat(new HashSet<>(evaluated)).as("evaluations").isEqualTo(events);
        assertThat(new HashSet<>(answered)).as("lists").isEqualTo(events);
    }

    void assertNothingRepeated() {
        assertThat(evaluated).as("evaluations").hasSize(input.size());
        assertThat(answered).as("lists").hasSize(input.size());
    }

    /** The topic's last row of each item is the owner's. */
    void assertRowsAreTheOwners() {
        RowLayout layout = new RowLayout(RecommenderConfig.defaults(false).learner());
        assertThat(published.keySet())
                .as("rows in the topic")
                .isEqualTo(saved.rows().keySet());
        for (OwnedRow owned : saved.rows().values()) {
            ItemState row = published.get(owned.rowId());
            if (row != null) {
                assertThat(row)
                        .as("published row of %s", owned.rowId())
                        .isEqualTo(owned.copy().publish(layout, row.version().epoch()));
            }
        }
    }

    private List<String> events() {
        return input.stream().map(Interaction::eventId).toList();
    }
}
