package io.freshet.jobs.cluster;

import io.freshet.schemas.Interaction;
import java.util.Iterator;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Generated events whose mixture never changes, the same for the same seed: whatever grows under them grows without end. One thread.
 *
 * <p>Two thirds of the events are by users who come once, for one to three events, and are never seen again. The others are by a core of
 * {@value #CORE} users, one of whom leaves for good, and is replaced, every {@value #LEAVES} events. {@value #CATALOGUE} items are on
 * offer; every {@value #RELEASES} events a new one takes the place of the oldest, which nobody takes from then on. A user likes one of
 * {@value #THEMES} themes, and takes newer items more often than older ones.
 */
final class SteadyStream implements Iterator<Interaction> {
    /** 2000-01-01T00:00:00Z, so that no event lies in the future. */
    private static final long START_MS = 946_684_800_000L;

    private static final int CORE = 500;
    private static final int LEAVES = 50;
    private static final int CATALOGUE = 500;
    private static final int RELEASES = 40;
    private static final int THEMES = 16;
    private static final double IN_THE_THEME = 0.8;

    private final SplittableRandom random;
    private final long stepMs;
    private final long[] core = new long[CORE];
    private long users;
    private long events;

    /** Who comes once, and how often still. */
    private long guest;

    private int guestEvents;

    /** @param stepMs from an event to the next one, in event time */
    SteadyStream(long seed, long stepMs) {
        this.random = new SplittableRandom(seed);
        this.stepMs = stepMs;
        for (int place = 0; place < CORE; place++) {
            core[place] = ++users;
        }
    }

    /** How many events there were. */
    long events() {
        return events;
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public Interaction next() {
        if (events % LEAVES == 0) {
            core[random.nextInt(CORE)] = ++users;
        }
        long user = user();
        String event = "e" + events;
        long timeMs = START_MS + events * stepMs;
        long item = item(user);
        events++;
        return new Interaction(event, "u" + user, "i" + item, "view", 1f, timeMs, null, null, Map.of());
    }

    private long user() {
        if (random.nextInt(3) == 0) {
            return core[random.nextInt(CORE)];
        }
        if (guestEvents == 0) {
            guest = ++users;
            guestEvents = 1 + random.nextInt(3);
        }
        guestEvents--;
        return guest;
    }

    /** An item's theme is its number modulo {@value #THEMES}. */
    private long item(long user) {
        double share = random.nextDouble();
        long newest = CATALOGUE + events / RELEASES;
        long item = newest - (long) (share * share * (CATALOGUE - THEMES)) - THEMES;
        if (random.nextDouble() < IN_THE_THEME) {
            item += Math.floorMod(user - item, THEMES);
        }
        return item;
    }
}
