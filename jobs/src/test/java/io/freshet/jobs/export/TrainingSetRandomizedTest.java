package io.freshet.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.embedding.StableHash;
import io.freshet.jobs.features.FeatureFile;
import io.freshet.jobs.input.InputOptions;
import io.freshet.jobs.input.InteractionFiles;
import io.freshet.jobs.input.InteractionStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rows of a file of declared features against what the raw events before each row say. Times are whole minutes and
 * windows 32 minutes, so that the buckets of a window end where it does.
 */
final class TrainingSetRandomizedTest {
    private static final String FEATURES =
            """
            features:
              user_events: {entity: user, aggregation: count}
              user_views: {entity: user, aggregation: count, events: [view], window: 32m}
              user_spent: {entity: user, aggregation: sum, events: [buy]}
              user_mean_of_3: {entity: user, aggregation: mean, window-events: 3, default: 0}
              user_last: {entity: user, aggregation: last}
              user_items: {entity: user, aggregation: distinct}
              item_users: {entity: item, aggregation: distinct, window: 32m}
              item_heat: {entity: item, aggregation: decayed_count, half-life: 10m}
              item_pace: {entity: item, aggregation: decayed_count, half-life-events: 50}
              item_bought: {entity: item, aggregation: ratio, events: [buy], of: [view], window: 32m}
              pair_views: {entity: user_item, aggregation: count, events: [view], ttl: 60m}
            """;
    private static final int COLUMNS_OF_EVENT = Columns.OF_EVENT.size();
    private static final String[] TYPES = {"view", "view", "buy", "wish"};

    @TempDir
    private Path directory;

    private record Event(int index, int user, int item, int minute, String type, double value) {
        String row() {
            return "u" + user + ",i" + item + "," + minute * 60_000L + "," + value + "," + type + "\n";
        }

        long id() {
            return StableHash.of("r" + (index + 1));
        }

        boolean isSimultaneous(Event other) {
            return user == other.user && minute == other.minute;
        }
    }

    @ParameterizedTest(name = "{0} users, {1} items, up to {2} minutes apart, seed {3}")
    @CsvSource({"2, 3, 3, 1", "5, 8, 2, 2", "1, 2, 40, 3", "20, 30, 1, 4"})
    void everyRowHoldsWhatTheEventsBeforeItsGroupSay(int users, int items, int gap, long seed) throws IOException {
        List<Event> events = events(users, items, gap, seed);
        List<String[]> rows = export(events);

        List<Event> labels =
                events.stream().filter(event -> !event.type.equals("wish")).toList();
        assertThat(rows).hasSameSizeAs(labels);
        for (int i = 0; i < rows.size(); i++) {
            check(labels.get(i), rows.get(i), events);
        }
    }

    private static void check(Event at, String[] row, List<Event> events) {
        assertThat(row[0]).isEqualTo("r" + (at.index + 1));
        assertThat(row[1]).isEqualTo("u" + at.user);
        assertThat(row[2]).isEqualTo("i" + at.item);
        assertThat(row[3]).isEqualTo(String.valueOf(at.minute * 60_000L));
        assertThat(row[4]).isEqualTo(at.type);
        assertThat(Double.parseDouble(row[5])).isEqualTo(at.value);
        double[] expected = features(at, events);
        for (int column = 0; column < expected.length; column++) {
            String cell = row[COLUMNS_OF_EVENT + column];
            if (Double.isNaN(expected[column])) {
                assertThat(cell).as("column %d of %s", column, at).isEmpty();
            } else {
                assertThat(Double.parseDouble(cell))
                        .as("column %d of %s", column, at)
                        .isEqualTo(expected[column], within(1e-7));
            }
        }
    }

    private static double[] features(Event at, List<Event> events) {
        int begin = at.index;
        while (begin > 0 && events.get(begin - 1).isSimultaneous(at)) {
            begin--;
        }
        int clock = begin;
        List<Event> before = new ArrayList<>(events.subList(0, begin));
        before.sort(Comparator.comparingInt(Event::minute).thenComparingLong(Event::id));
        List<Event> user = where(before, event -> event.user == at.user);
        List<Event> item = where(before, event -> event.item == at.item);
        List<Event> recentItem = where(item, event -> at.minute - event.minute < 32);
        List<Event> lastThree = user.subList(Math.max(0, user.size() - 3), user.size());
        double recentViews =
                where(recentItem, event -> event.type.equals("view")).size();
        return new double[] {
            user.size(),
            where(user, event -> event.type.equals("view") && at.minute - event.minute < 32)
                    .size(),
            sum(where(user, event -> event.type.equals("buy"))),
            lastThree.isEmpty() ? 0 : sum(lastThree) / lastThree.size(),
            user.isEmpty() ? Double.NaN : user.get(user.size() - 1).value,
            user.stream().map(Event::item).distinct().count(),
            recentItem.stream().map(Event::user).distinct().count(),
            item.stream()
                    .mapToDouble(event -> StrictMath.pow(2, (event.minute - at.minute) / 10.0))
                    .sum(),
            item.stream()
                    .mapToDouble(event -> StrictMath.pow(2, (event.index - clock) / 50.0))
                    .sum(),
            recentViews == 0
                    ? Double.NaN
                    : where(recentItem, event -> event.type.equals("buy")).size() / recentViews,
            withoutPause(where(user, event -> event.item == at.item && event.type.equals("view")), at.minute, 60)
        };
    }

    private static List<Event> where(List<Event> events, Predicate<Event> condition) {
        return events.stream().filter(condition).toList();
    }

    private static double sum(List<Event> events) {
        return events.stream().mapToDouble(Event::value).sum();
    }

    private static int withoutPause(List<Event> events, int now, int pause) {
        int next = now;
        int count = 0;
        for (int i = events.size() - 1; i >= 0 && next - events.get(i).minute < pause; i--) {
            next = events.get(i).minute;
            count++;
        }
        return count;
    }

    /** In the order of time; the events of a user at one minute stand together. */
    private static List<Event> events(int users, int items, int gap, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Event> events = new ArrayList<>();
        int minute = 28_000_000;
        while (events.size() < 600) {
            minute += 1 + random.nextInt(gap);
            int user = random.nextInt(users);
            for (int i = random.nextInt(4); i >= 0; i--) {
                events.add(new Event(
                        events.size(),
                        user,
                        random.nextInt(items),
                        minute,
                        TYPES[random.nextInt(TYPES.length)],
                        random.nextInt(-100, 1000) / 10.0));
            }
        }
        return events;
    }

    private List<String[]> export(List<Event> events) throws IOException {
        StringBuilder text = new StringBuilder("user,item,timestamp_ms,value,type\n");
        events.forEach(event -> text.append(event.row()));
        Path input = Files.writeString(directory.resolve("in.csv"), text);
        Path features = Files.writeString(directory.resolve("f.yaml"), FEATURES);
        Path out = directory.resolve("out.csv");
        try (InteractionStream stream =
                InteractionFiles.open(input, InputOptions.everything().requireOrder())) {
            TrainingSet.write(
                    FeatureFile.read(features),
                    new Labels(Set.of("view", "buy"), Long.MIN_VALUE),
                    stream,
                    out,
                    more -> {});
        }
        return Files.readAllLines(out).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }
}
