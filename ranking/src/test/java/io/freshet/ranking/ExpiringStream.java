package io.freshet.ranking;

import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Events whose items come and go, so that most of them expire after a day, and some come back. */
public final class ExpiringStream {
    public static final long STEP_MS = 1_200_000;
    public static final long T = 1_600_000_000_000L;

    private ExpiringStream() {}

    /** One event each twenty minutes, but some at the same time as the one before. */
    public static List<Interaction> of(int events, int users, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Interaction> stream = new ArrayList<>();
        long timeMs = T;
        for (int n = 0; n < events; n++) {
            timeMs += random.nextInt(4) == 0 ? 0 : STEP_MS;
            timeMs += random.nextInt(400) == 0 ? 200 * STEP_MS : 0; // everything expires
            int newest = n / 8;
            int item = random.nextInt(12) == 0 ? random.nextInt(newest + 1) : Math.max(0, newest - random.nextInt(30));
            stream.add(Interaction.of("e" + n, "u" + random.nextInt(users), "i" + item, 1f, timeMs));
        }
        return stream;
    }
}
