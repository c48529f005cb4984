package io.freshet.benchmarks.engine;

import io.freshet.schemas.Interaction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPInputStream;

/** Events for the engine, in order: those of a file, or generated ones. Each id is one string, as in a replay. */
public final class EngineStream {
    private static final String HEADER = "user,item,timestamp_ms,value";
    private static final long SEED = 3;
    private static final int ITEMS = 3_500;
    private static final int USERS = 3_000;
    private static final int THEMES = 50;

    /** Times the user's theme is kept to, in ten. */
    private static final int LOYALTY = 7;

    private static final int SECONDS_APART = 40;
    private static final long START_MS = 1_000_000_000_000L;

    private EngineStream() {}

    /**
     * Reads a CSV file with the header {@code user,item,timestamp_ms,value}, sorted by time, plain or gzip.
     *
     * @param minValue rows with less are left out
     * @throws IllegalArgumentException for another header or a row that cannot be read
     */
    public static List<Interaction> read(Path file, float minValue) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(unpacked(file), StandardCharsets.UTF_8))) {
            String header = lines.readLine();
            if (!HEADER.equals(header)) {
                throw new IllegalArgumentException(
                        file + " begins with " + header + ": give a file with the header " + HEADER);
            }
            UnaryOperator<String> once = ids();
            List<Interaction> events = new ArrayList<>();
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                add(events, line, minValue, once, file + ":" + number);
            }
            return events;
        }
    }

    private static void add(
            List<Interaction> events, String line, float minValue, UnaryOperator<String> once, String place) {
        String[] cells = line.split(",", -1);
        try {
            if (Float.parseFloat(cells[3]) >= minValue) {
                events.add(Interaction.of(
                        "e" + events.size(), once.apply(cells[0]), once.apply(cells[1]), 1f, Long.parseLong(cells[2])));
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(place + " is '" + line + "': it must have the columns " + HEADER, e);
        }
    }

    private static InputStream unpacked(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }

    /**
     * Users who mostly keep to a theme of their own, in which few items are popular, and every other time take what often
     * follows their last item.
     */
    public static List<Interaction> generated(int count) {
        RandomGenerator random = new SplittableRandom(SEED);
        UnaryOperator<String> once = ids();
        int[] last = new int[USERS];
        List<Interaction> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int user = popular(random, USERS);
            int theme = random.nextInt(10) < LOYALTY ? user % THEMES : random.nextInt(THEMES);
            int item = random.nextBoolean() ? after(last[user], random) : inTheme(theme, random);
            last[user] = item;
            events.add(Interaction.of(
                    "e" + i,
                    once.apply("user" + user),
                    once.apply("item" + item),
                    1f,
                    START_MS + 1_000L * SECONDS_APART * i));
        }
        return events;
    }

    private static int inTheme(int theme, RandomGenerator random) {
        return theme + THEMES * popular(random, ITEMS / THEMES);
    }

    private static int after(int item, RandomGenerator random) {
        return (item + THEMES * (1 + random.nextInt(4))) % ITEMS;
    }

    private static int popular(RandomGenerator random, int bound) {
        double u = random.nextDouble();
        return (int) (bound * u * u);
    }

    private static UnaryOperator<String> ids() {
        Map<String, String> known = new HashMap<>();
        return id -> known.computeIfAbsent(id, same -> same);
    }
}
