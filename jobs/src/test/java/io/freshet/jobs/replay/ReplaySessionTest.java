package io.freshet.jobs.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.jobs.config.Settings;
import io.freshet.jobs.input.InputException;
import io.freshet.jobs.input.InputOptions;
import io.freshet.jobs.input.InteractionStream;
import io.freshet.jobs.input.SyntheticStream;
import io.freshet.jobs.input.TopicRange;
import io.freshet.jobs.rundir.RunFiles;
import io.freshet.ranking.eval.Accuracy;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.RecordedCatalogue;
import io.freshet.ranking.eval.RecordedImpressions;
import io.freshet.ranking.eval.RecordedStream;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Variant;
import io.freshet.ranking.pipeline.Rules;
import io.freshet.schemas.Interaction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplaySessionTest {
    private static final int EVENTS = 3_000;
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-05-01T12:00:00Z"), ZoneOffset.UTC);
    private static final List<String> BOTH = List.of("popularity", "embedding");

    @TempDir
    private Path directory;

    @Test
    void theDirectoryHoldsTheSameFiguresInEveryForm() throws Exception {
        Path out = directory.resolve("run");
        AtomicLong done = new AtomicLong();
        ReplaySession session = session(out, true, WarmUpLength.NONE, 2, BOTH);
        JsonNode printed = session.run(done::addAndGet);

        assertThat(done).hasValue(session.work()).hasValue(2 * EVENTS);
        JsonNode metrics = json(out.resolve(RunFiles.METRICS));
        assertThat(metrics).isEqualTo(new ObjectMapper().readTree(printed.toString()));
        List<String> rows = perEvent(out);
        assertThat(rows.get(0))
                .isEqualTo("index,event,user,item,timestamp_ms,user_events,item_age_ms,popularity,embedding");
        Accuracy.Sum sum = new Accuracy.Sum();
        rows.stream().skip(1).forEach(row -> sum.add(Integer.parseInt(row.substring(row.lastIndexOf(',') + 1))));
        JsonNode all = metrics.at("/models/embedding/all/ALL");
        assertThat(all.get("n").asLong()).isEqualTo(rows.size() - 1).isGreaterThan(EVENTS / 2);
        assertThat(all.get("hr@10").asDouble())
                .isEqualTo(sum.result().hitRate())
                .isPositive();
        assertThat(all.get("ndcg@10").asDouble()).isCloseTo(sum.result().ndcg(), within(1e-12));
        assertThat(metrics.at("/models/embedding/deciles")).hasSize(10);
        assertThat(metrics.at("/models/embedding/coverage@10").asDouble()).isBetween(0.01, 1.0);
        assertThat(metrics.at("/models/embedding/cold/n").asLong()).isPositive();
        assertThat(metrics.at("/models/popularity/cold").isNull()).isTrue();
    }

    @Test
    void theManifestTellsWhatTheRunWasMadeOf() throws Exception {
        Path out = directory.resolve("run");
        session(out, false, new WarmUpLength(100, Duration.ZERO), 1, BOTH).run(more -> {});

        JsonNode manifest = json(out.resolve(RunFiles.MANIFEST));
        assertThat(manifest.get("created").asText()).isEqualTo("2026-05-01T12:00:00Z");
        assertThat(manifest.get("version").asText()).isEqualTo("1.2.3");
        assertThat(manifest.at("/input/source").asText()).isEqualTo("generated");
        assertThat(manifest.at("/input/kind").asText()).isEqualTo("file");
        for (String ofTopics : List.of("broker", "topic", "from_offset", "to_offset")) {
            assertThat(manifest.get("input").get(ofTopics).isNull())
                    .as(ofTopics)
                    .isTrue();
        }
        assertThat(manifest.at("/input/events").asInt()).isEqualTo(EVENTS);
        assertThat(manifest.at("/input/sha256").asText()).hasSize(64);
        assertThat(manifest.at("/input/min_value").isNull()).isTrue();
        assertThat(manifest.at("/protocol/warm_up_events").asInt()).isEqualTo(100);
        assertThat(manifest.at("/config/learner/dimension").asInt()).isEqualTo(64);
        assertThat(manifest.at("/models/1").asText()).isEqualTo("embedding");
    }

    @Test
    void theManifestTellsWhichRecordsOfATopicWereRead() throws Exception {
        Path out = directory.resolve("run");
        ReplayInput input;
        try (InteractionStream stream = SyntheticStream.open(7, EVENTS)) {
            TopicRange range = new TopicRange("localhost:9092", "interactions", 10L, null);
            input = ReplayInput.read(stream, range, InputOptions.everything());
        }
        session(input, out, false, WarmUpLength.NONE, 1, List.of("popularity")).run(more -> {});

        JsonNode kept = json(out.resolve(RunFiles.MANIFEST)).get("input");
        assertThat(kept.get("kind").asText()).isEqualTo("topic");
        assertThat(kept.get("source").asText()).isEqualTo("interactions");
        assertThat(kept.get("broker").asText()).isEqualTo("localhost:9092");
        assertThat(kept.get("topic").asText()).isEqualTo("interactions");
        assertThat(kept.get("from_offset").asLong()).isEqualTo(10);
        assertThat(kept.get("to_offset").isNull()).isTrue();
        assertThat(Files.readString(out.resolve(RunFiles.REPORT)))
                .contains("--kafka localhost:9092 --topic interactions --from-offset 10 --limit " + EVENTS);
    }

    @Test
    void ranksDoNotDependOnTheNumberOfThreads() throws Exception {
        JsonNode one = session(null, false, WarmUpLength.NONE, 1, BOTH).run(more -> {});
        JsonNode two = session(null, false, WarmUpLength.NONE, 2, BOTH).run(more -> {});

        assertThat(digest(one, "embedding")).isEqualTo(digest(two, "embedding")).hasSize(64);
        assertThat(digest(one, "popularity"))
                .isEqualTo(digest(two, "popularity"))
                .isNotEqualTo(digest(one, "embedding"));
    }

    @Test
    void trecFilesHoldTheListsOfTheLastTenth() throws Exception {
        Path out = directory.resolve("run");
        session(out, true, WarmUpLength.NONE, 1, List.of("embedding")).run(more -> {});

        List<String> relevant = Files.readAllLines(out.resolve(RunFiles.RELEVANCE));
        List<String> run = Files.readAllLines(RunFiles.trec(out, "embedding"));
        assertThat(relevant).isNotEmpty().allMatch(line -> line.matches("2[789]\\d\\d 0 \\S+ 1"));
        assertThat(run.get(0)).matches("2[789]\\d\\d Q0 \\S+ 1 100 embedding");
        Set<String> topTen = run.stream()
                .map(row -> row.split(" ", -1))
                .filter(row -> row[1].equals("Q0") && Integer.parseInt(row[3]) <= 10)
                .map(row -> row[0] + " " + row[2])
                .collect(Collectors.toSet());
        long hits = relevant.stream()
                .map(line -> line.split(" ", -1))
                .filter(line -> topTen.contains(line[0] + " " + line[2]))
                .count();
        JsonNode last = json(out.resolve(RunFiles.METRICS)).at("/models/embedding/last10/ALL");
        assertThat((double) hits / relevant.size()).isEqualTo(last.get("hr@10").asDouble());
    }

    @Test
    void exampleUsersComeWithTheirHistoryAndWhatWasRecommendedAndTaken() throws Exception {
        Path out = directory.resolve("run");
        session(out, false, WarmUpLength.NONE, 1, BOTH).run(more -> {});

        JsonNode users = json(out.resolve(RunFiles.EXAMPLES)).get("users");
        assertThat(users).hasSizeBetween(1, 6);
        JsonNode user = users.get(0);
        assertThat(user.get("history")).isNotEmpty();
        assertThat(user.at("/history/0/title").asText()).startsWith("title of ");
        JsonNode test = user.at("/tests/0");
        assertThat(test.at("/lists/embedding")).hasSize(10);
        assertThat(test.at("/lists/popularity")).hasSize(10);
        assertThat(test.at("/ranks/embedding")).hasSameSizeAs(test.get("taken"));
    }

    @Test
    void aDirectoryThatExistsIsRefusedBeforeAnythingRuns() throws Exception {
        Path out = Files.createDirectory(directory.resolve("there"));

        assertThatThrownBy(() -> session(out, false, WarmUpLength.NONE, 1, BOTH))
                .isInstanceOf(InputException.class)
                .hasMessage(out + " exists: name a new directory, or remove that one");
    }

    @Test
    void aRunThatFailsLeavesNoDirectoryBehind() throws Exception {
        Path out = directory.resolve("run");
        ReplaySession session = session(out, true, WarmUpLength.NONE, 1, List.of("embedding"));
        assertThat(out).isDirectory();

        assertThatThrownBy(() -> session.run(more -> {
                    throw new IllegalStateException("nobody looks");
                }))
                .hasMessage("nobody looks");
        assertThat(out).doesNotExist();
    }

    @Test
    void exampleUsersAreFoundInOnePassHoweverOftenTheyCame() {
        RecordedStream.Builder stream = new RecordedStream.Builder();
        for (int n = 0; n < 200_000; n++) {
            stream.add(Interaction.of("e" + n, "one", "i" + n % 50, 1f, n));
        }
        TestPlan plan = new TestPlan(stream.build(), Mode.G, Variant.I, 0);

        ExampleUsers examples = new ExampleUsers(plan, 1);

        assertThat(examples.users()).containsExactly(0);
        assertThat(examples.groupsOf(0)).containsExactly(199_995, 199_996, 199_997, 199_998, 199_999);
        assertThat(examples.shows(199_995)).isTrue();
        assertThat(examples.shows(199_994)).isFalse();
    }

    @Test
    void warmUpThatLeavesNothingToTestIsRefused() {
        assertThatThrownBy(() -> session(null, false, new WarmUpLength(EVENTS, Duration.ZERO), 1, BOTH))
                .isInstanceOf(InputException.class)
                .hasMessage("none of the 3000 events is tested, 3000 of them being warm-up: shorten it, or take more of"
                        + " the stream");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsRefused() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> session(file.resolve("run"), false, WarmUpLength.NONE, 1, BOTH))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("directory " + file.resolve("run") + " cannot be made (");
    }

    @Test
    void anUnknownModelIsRefusedWithTheOnesThereAre() {
        assertThatThrownBy(() -> session(null, false, WarmUpLength.NONE, 1, List.of("svd")))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("there is no model 'svd': choose from popularity, ");
    }

    @Test
    void warmUpIsANumberOfEventsOrADuration() throws IOException {
        ReplayInput input = input();
        assertThat(WarmUpLength.parse("250").of(input.stream())).isEqualTo(250);
        assertThat(WarmUpLength.parse("999999").of(input.stream())).isEqualTo(EVENTS);
        int day = WarmUpLength.parse("1h").of(input.stream());
        assertThat(input.stream().timeMs(day) - input.stream().timeMs(0)).isGreaterThanOrEqualTo(3_600_000);
        assertThat(input.stream().timeMs(day - 1) - input.stream().timeMs(0)).isLessThan(3_600_000);
        assertThatThrownBy(() -> WarmUpLength.parse("a week"))
                .hasMessage("warm-up 'a week' is neither a number of events nor a duration: write 10000, 90s, 12h or"
                        + " 30d");
    }

    private ReplaySession session(
            @Nullable Path out, boolean trec, WarmUpLength warmUp, int threads, List<String> models)
            throws IOException {
        return session(input(), out, trec, warmUp, threads, models);
    }

    private static ReplaySession session(
            ReplayInput input, @Nullable Path out, boolean trec, WarmUpLength warmUp, int threads, List<String> models)
            throws IOException {
        Function<String, String> titles = id -> "title of " + id;
        return new ReplaySession(
                new ReplayRequest(
                        input,
                        Mode.G,
                        Variant.X,
                        warmUp,
                        models,
                        Settings.DEFAULTS,
                        Rules.NONE,
                        RecordedCatalogue.NONE,
                        RecordedImpressions.NONE,
                        EngineKind.RUNNER,
                        Duration.ofMinutes(1),
                        threads,
                        out,
                        trec,
                        titles,
                        item -> List.of(),
                        "1.2.3"),
                NOON);
    }

    private static ReplayInput input() {
        try (InteractionStream stream = SyntheticStream.open(7, EVENTS)) {
            return ReplayInput.read(stream, "generated", InputOptions.everything());
        }
    }

    private static String digest(JsonNode metrics, String model) {
        return metrics.at("/models/" + model + "/digest").asText();
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readString(file));
    }

    private static List<String> perEvent(Path run) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(run.resolve(RunFiles.PER_EVENT))), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
