package io.freshet.jobs.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.features.RowDelta;
import io.freshet.features.UserState;
import io.freshet.features.declared.UserFeatures;
import io.freshet.features.declared.UserFeaturesFormat;
import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.config.Settings;
import io.freshet.ranking.EventResult;
import io.freshet.ranking.Recommender;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Interaction;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live job's operators when the ranker looks at declared features. */
final class DeclaredHarnessTest {
    private static final long CLOCK = 1_700_000_000_000L;
    private static final String SEEN = "  seen: {entity: user_item, aggregation: count, events: [view], window: 1d}\n";
    private static final String OTHERS =
            """
              warm: {entity: user_item, aggregation: decayed_count, half-life: 2h}
              busy: {entity: user, aggregation: count, window: 1h}
              wide: {entity: user, aggregation: distinct, window: 1d}
              viewed: {entity: item, aggregation: count, events: [view], window: 1d}
              seekers: {entity: item, aggregation: distinct, ttl: 6h}
              hot: {entity: item, aggregation: decayed_count, half-life: 2h}
            """;

    private static final String NONE_BUILT_IN = "features.built-in=false";

    @TempDir
    private Path dir;

    @Test
    void everyEventIsRankedAsByTheBareEngineWhileTheRowsComeBackLate() throws Exception {
        rankedAsByTheBareEngine(config(SEEN + OTHERS));
    }

    @Test
    void soItIsWithTheFeaturesThatAreBuiltIn() throws Exception {
        rankedAsByTheBareEngine(set());
    }

    private static void rankedAsByTheBareEngine(JobConfig config) throws Exception {
        Recommender engine = Recommender.alone(config.recommender());
        Recommender plain = Recommender.alone(set(NONE_BUILT_IN).recommender());
        Map<String, UserState> users = new HashMap<>();
        Map<String, UserState> plainUsers = new HashMap<>();
        int hits = 0;
        int others = 0;
        try (PersonalizeHarness learner = PersonalizeHarness.start(config);
                OwnerHarness owner = OwnerHarness.start(config, CLOCK)) {
            ArrayDeque<RowDelta> onTheWay = new ArrayDeque<>();
            for (Interaction event : stream(41, 1500)) {
                EventResult expected = step(engine, users, event);
                Evaluation evaluation = learner.send(event);
                assertThat(evaluation.rank()).isEqualTo(expected.rank());
                hits += expected.rank() > 0 && expected.rank() <= 10 ? 1 : 0;
                others += step(plain, plainUsers, event).rank() == expected.rank() ? 0 : 1;
                onTheWay.addAll(learner.deltas());
                while (onTheWay.size() > 500) {
                    learner.send(owner.send(onTheWay.remove()));
                }
            }
        }
        assertThat(hits).as("something is learned").isGreaterThan(100);
        assertThat(others).as("features say something").isGreaterThan(20);
    }

    private static EventResult step(Recommender engine, Map<String, UserState> users, Interaction event) {
        UserState user = users.computeIfAbsent(event.userId(), engine::newUser);
        EventResult result = engine.evaluate(user, event);
        engine.learn(user, event);
        return result;
    }

    @Test
    void aRestoredJobGoesOnWithTheFeaturesOfItsUsers() throws Exception {
        JobConfig config = config(SEEN + OTHERS);
        List<Interaction> stream = stream(42, 1500);
        try (PersonalizeHarness learner = PersonalizeHarness.start(config)) {
            learner.sendAll(stream.subList(0, 1000));
            OperatorSubtaskState saved = learner.checkpoint();
            try (PersonalizeHarness restored = PersonalizeHarness.restore(config, 1, 0, saved)) {
                long savedMs = stream.get(999).eventTimeMs();
                int equal = 0;
                int tested = 0;
                for (Interaction event : stream.subList(1000, 1500)) {
                    int rank = learner.send(event).rank();
                    boolean isLost = event.eventTimeMs() == savedMs;
                    tested += rank > 0 && !isLost ? 1 : 0;
                    equal += restored.send(event).rank() == rank && rank > 0 && !isLost ? 1 : 0;
                }
                assertThat(tested).isGreaterThan(100);
                assertThat(equal).isEqualTo(tested);
                for (int user = 0; user < 60; user++) {
                    assertThat(bytes(restored, "user" + user)).isEqualTo(bytes(learner, "user" + user));
                }
            }
        }
    }

    @Test
    void aJobWithOtherFeaturesGoesOnWithWhatIsTheSame() throws Exception {
        OperatorSubtaskState saved;
        try (PersonalizeHarness learner = PersonalizeHarness.start(config(SEEN))) {
            learner.sendAll(stream(43, 600));
            assertThat(features(learner, "user7").items()).isGreaterThan(3);
            saved = learner.checkpoint();
        }
        Interaction next = view("user7", "item1", 1_800_000_000_000L);
        try (PersonalizeHarness more = PersonalizeHarness.restore(config(OTHERS + SEEN), 1, 0, saved)) {
            int before = features(more, "user7").items();
            more.send(next);
            assertThat(features(more, "user7").items()).isBetween(before, before + 1);
        }
        try (PersonalizeHarness none = PersonalizeHarness.restore(config(""), 1, 0, saved)) {
            none.send(next);
            assertThat(none.user("user7").features()).isNull();
            OperatorSubtaskState without = none.checkpoint();
            try (PersonalizeHarness again = PersonalizeHarness.restore(config(SEEN), 1, 0, without)) {
                again.send(view("user7", "item2", 1_800_000_100_000L));
                assertThat(features(again, "user7").items())
                        .as("what was counted before there is a gap would be wrong")
                        .isEqualTo(1);
            }
        }
    }

    /** As a savepoint of a build before them: users go on, and their features begin at nothing. */
    @Test
    void aJobThatHadNoBuiltInFeaturesGoesOnWithThem() throws Exception {
        OperatorSubtaskState saved;
        List<Interaction> stream = stream(44, 900);
        long events;
        try (PersonalizeHarness learner = PersonalizeHarness.start(set(NONE_BUILT_IN))) {
            learner.sendAll(stream.subList(0, 600));
            assertThat(learner.user("user7").features()).isNull();
            events = learner.user("user7").events();
            saved = learner.checkpoint();
        }
        try (PersonalizeHarness restored = PersonalizeHarness.restore(set(), 1, 0, saved)) {
            assertThat(restored.user("user7").events()).isEqualTo(events).isPositive();
            int hits = 0;
            for (Interaction event : stream.subList(600, 900)) {
                int rank = restored.send(event).rank();
                hits += rank > 0 && rank <= 10 ? 1 : 0;
            }
            assertThat(hits).isGreaterThan(20);
            assertThat(features(restored, "user7").items()).isPositive();
        }
        assertThat(RankerColumns.change(
                        RankerColumns.of(set(NONE_BUILT_IN).recommender().rankerLayout()),
                        RankerColumns.of(set().recommender().rankerLayout())))
                .hasValueSatisfying(told -> assertThat(told).contains("gone are [], new are [times, "));
    }

    @Test
    void whoStartsTheJobIsToldOfOtherFeatures() throws IOException {
        String before = RankerColumns.of(config(SEEN).recommender().rankerLayout());
        String now =
                RankerColumns.of(config(SEEN.replace("1d", "2d")).recommender().rankerLayout());

        assertThat(RankerColumns.change(before, before)).isEmpty();
        assertThat(RankerColumns.change("", now)).as("from the embedding alone").isEmpty();
        assertThat(RankerColumns.change(before, now).orElseThrow())
                .matches(
                        "The ranker's features are others than in the restored state: gone are \\[seen#[0-9a-f]{16}\\],"
                                + " new are \\[seen#[0-9a-f]{16}\\] \\(.*\\)\\. All weights of the ranker begin anew, .*");
    }

    private JobConfig config(String features) throws IOException {
        return config(file(features));
    }

    private Path file(String features) throws IOException {
        Path file = Files.createTempFile(dir, "features", ".yaml");
        return Files.writeString(file, "features:\n" + features);
    }

    private static JobConfig config(Path file) throws IOException {
        boolean isEmpty = Files.readAllLines(file).size() < 2;
        return isEmpty ? set(NONE_BUILT_IN) : set(NONE_BUILT_IN, "features.file=" + file);
    }

    private static JobConfig set(String... more) {
        List<String> sets = new ArrayList<>(List.of("events.view=0"));
        sets.addAll(List.of(more));
        return JobConfig.builder("no-broker:9092")
                .settings(Settings.load(null, sets), true)
                .build();
    }

    /** Half of the events are views, which are passed over but for the features. */
    private static List<Interaction> stream(long seed, int events) {
        List<Interaction> stream = new ArrayList<>();
        int n = 0;
        for (Interaction event : SmallStream.of(seed, events)) {
            stream.add(n++ % 2 == 0 ? view(event.userId(), event.itemId(), event.eventTimeMs()) : event);
        }
        return stream;
    }

    private static Interaction view(String user, String item, long timeMs) {
        return new Interaction(user + item + timeMs, user, item, "view", 1f, timeMs, null, null, Map.of());
    }

    private static UserFeatures features(PersonalizeHarness learner, String user) throws Exception {
        return requireNonNull(learner.user(user).features());
    }

    private static byte[] bytes(PersonalizeHarness learner, String user) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        UserFeaturesFormat.write(features(learner, user), new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
