package io.freshet.jobs.live;

import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Small generated streams: users walk along a ring of items, with baskets that share a timestamp. */
final class SmallStream {
    private static final long START_MS = 1_600_000_000_000L;
    private static final int USERS = 60;
    static final int ITEMS = 400;

    private SmallStream() {}

    static List<Interaction> of(long seed, int events) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] place = new int[USERS];
        List<Interaction> stream = new ArrayList<>();
        long time = START_MS;
        while (stream.size() < events) {
            int user = random.nextInt(USERS);
            time += 1 + random.nextInt(60_000);
            int basket = 1 + random.nextInt(3);
            for (int n = 0; n < basket && stream.size() < events; n++) {
                place[user] = (place[user] + 1 + random.nextInt(4)) % ITEMS;
                stream.add(Interaction.of("e" + stream.size(), "user" + user, "item" + place[user], 1f, time));
            }
        }
        return stream;
    }
}
