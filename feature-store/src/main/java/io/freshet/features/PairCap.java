package io.freshet.features;

/**
 * How much of a pair one event may still add, so that a user who goes from one item to another and back does not count as
 * many users who went once. What the user added is read from the recent items: for each two of them, that are within
 * {@code pairPlaces} and of different times, what their pair was counted with. So it needs no state of its own.
 */
final class PairCap {
    private final int places;
    private final float decay;
    private final float backward;
    private final float cap;

    PairCap(SignalsConfig config) {
        this.places = config.pairPlaces();
        this.decay = config.pairDecay();
        this.backward = config.backward();
        this.cap = config.pairCap();
    }

    /** Whether an event on {@code row} cannot come near the cap, since nothing is there twice. */
    boolean isKept(int row, RecentRows before) {
        int end = Math.min(before.size(), places);
        for (int place = 0; place < end; place++) {
            int item = before.row(place);
            if (item == row || before.place(item) < place) {
                return false;
            }
        }
        return true;
    }

    /** What an event on {@code row} adds to the pair, at most up to the cap; one of the two is {@code row}. */
    float left(int from, int to, int row, RecentRows before) {
        float earlier = added(from, to, before);
        int end = Math.min(before.size(), places);
        float now = 0;
        float weight = 1;
        for (int place = 0; place < end; place++, weight *= decay) {
            now += weight * share(from, to, before.row(place), row);
        }
        return Math.min(cap, earlier + now) - Math.min(cap, earlier);
    }

    /** What the recent items themselves added to the pair. */
    private float added(int from, int to, RecentRows before) {
        int end = Math.min(before.size(), places);
        float sum = 0;
        for (int later = 0; later < end; later++) {
            int item = before.row(later);
            if (item != from && item != to) {
                continue;
            }
            float weight = 1;
            for (int place = later + 1; place < end; place++) {
                if (before.timeMs(place) < before.timeMs(later)) {
                    sum += weight * share(from, to, before.row(place), item);
                    weight *= decay;
                }
            }
        }
        return sum;
    }

    /** Of a step from one item to a later one the part that counts for the pair. */
    private float share(int from, int to, int earlier, int later) {
        if (earlier == from && later == to) {
            return 1;
        }
        return earlier == to && later == from ? backward : 0;
    }
}
