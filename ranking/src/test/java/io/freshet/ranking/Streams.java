package io.freshet.ranking;

import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Generated streams. */
public final class Streams {
    private Streams() {}

    /** Sorted by (time, user, item), with many events of one user at one time, some of them on the same item. */
    public static List<Interaction> withTies(int events, int users, int items, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Interaction> stream = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            String user = "u" + random.nextInt(users);
            String item = "i" + Math.min(random.nextInt(items), random.nextInt(items));
            stream.add(Interaction.of("e" + i, user, item, 1f, 60_000L * random.nextInt(1 + events / 8)));
        }
        stream.sort(Comparator.comparingLong(Interaction::eventTimeMs)
                .thenComparing(Interaction::userId)
                .thenComparing(Interaction::itemId));
        return stream;
    }

    /** As {@link #withTies}, some of the events being dislikes and some purchases. */
    public static List<Interaction> withDislikes(int events, int users, int items, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return withTies(events, users, items, seed).stream()
                .map(event -> typed(event, random.nextInt(5)))
                .toList();
    }

    private static Interaction typed(Interaction event, int kind) {
        String type = kind == 0 ? "dislike" : kind == 1 ? "purchase" : "view";
        return new Interaction(
                event.eventId(), event.userId(), event.itemId(), type, 1f, event.eventTimeMs(), null, null, Map.of());
    }

    /** Users who mostly go from an item to the next one, which counts cannot see. */
    public static List<Interaction> sequential(int events, int users, int items, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] at = random.ints(users, 0, items).toArray();
        List<Interaction> stream = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            int user = random.nextInt(users);
            at[user] = random.nextInt(10) < 8 ? (at[user] + 1) % items : random.nextInt(items);
            stream.add(Interaction.of("e" + i, "u" + user, "i" + at[user], 1f, 1_000L * i));
        }
        return stream;
    }
}
