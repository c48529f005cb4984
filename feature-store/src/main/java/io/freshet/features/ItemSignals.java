package io.freshet.features;

import io.freshet.embedding.simd.StableMath;
import java.util.BitSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What all users together tell of the items, apart from their vectors: event counts that fade, slowly and quickly, and which
 * items go with which. Every part is a sum, so what several learners counted can be merged. One thread. Cost of an event:
 * two additions a recent item, and as many again where they are shared; with a cap on pairs, where the user's recent items
 * repeat, a look at each two of them for each.
 */
public final class ItemSignals {
    private final SignalsConfig config;
    private final EventCounts counts = new EventCounts();
    private final DecayedCounts slow;
    private final DecayedCounts fast;
    private final TopRows topSlow;
    private final TopRows topFast;
    private final CoVisitation pairs;
    private final SignalListener listener;
    private final @Nullable PairCap pairCap;
    private long clock;

    /** Signals that nobody else shares. */
    public ItemSignals(SignalsConfig config) {
        this(config, SignalListener.NONE);
    }

    ItemSignals(SignalsConfig config, SignalListener listener) {
        this.config = config;
        this.listener = listener;
        this.slow = new DecayedCounts(config.slowHalfLife());
        this.fast = new DecayedCounts(config.fastHalfLife());
        this.topSlow = new TopRows(config.trending());
        this.topFast = new TopRows(config.trending());
        this.pairs = new CoVisitation(config.neighbours());
        this.pairCap = config.pairCap() == 0 ? null : new PairCap(config);
    }

    public SignalsConfig config() {
        return config;
    }

    /** Counts of all events. */
    public EventCounts counts() {
        return counts;
    }

    /** Counts that fade over thousands of events. */
    public DecayedCounts slow() {
        return slow;
    }

    /** Counts that fade over dozens of events. */
    public DecayedCounts fast() {
        return fast;
    }

    /** The rows with the greatest slow counts. */
    public TopRows topSlow() {
        return topSlow;
    }

    /** The rows with the greatest fast counts. */
    public TopRows topFast() {
        return topFast;
    }

    public CoVisitation pairs() {
        return pairs;
    }

    /** Events so far. */
    public long clock() {
        return clock;
    }

    /** Counts an event that weighs 1, as {@link #learn(int, RecentRows, float)}. */
    public void learn(int row, RecentRows before) {
        learn(row, before, 1f);
    }

    /**
     * Counts an event on {@code row} of a user who had {@code before} from before the event's group, in faded counts and pairs
     * up to the caps on one user's part.
     *
     * @param strength what it adds to faded counts and pairs, greater than 0; the plain count grows by 1 whatever that is,
     *     since it is shared as a whole number
     */
    public void learn(int row, RecentRows before, float strength) {
        boolean isFaded = !isRepeated(row, before);
        double log = strength == 1f ? 0 : StableMath.log(strength);
        double slowLog = isFaded ? log + slow.logOfEvent(clock) : DecayedCounts.NEVER;
        double fastLog = isFaded ? log + fast.logOfEvent(clock) : DecayedCounts.NEVER;
        listener.beforeCount(row, slowLog, fastLog);
        counts.add(row, 1);
        if (isFaded) {
            slow.merge(row, slowLog);
            fast.merge(row, fastLog);
            topSlow.grown(row, slow.log(row));
            topFast.grown(row, fast.log(row));
        }
        clock++;
        if (pairCap == null || pairCap.isKept(row, before)) {
            pairAll(row, before, strength);
        } else {
            pairCapped(row, before, strength, pairCap);
        }
    }

    /** Whether the user has been counted for the item as often as recent events of one user may be. */
    private boolean isRepeated(int row, RecentRows before) {
        int counted = 0;
        int places = config.countCap() == 0 ? 0 : Math.min(before.size(), config.pairPlaces());
        for (int place = 0; place < places; place++) {
            counted += before.row(place) == row ? 1 : 0;
        }
        return config.countCap() > 0 && counted >= config.countCap();
    }

    private void pairAll(int row, RecentRows before, float strength) {
        float weight = strength;
        int places = Math.min(before.size(), config.pairPlaces());
        for (int place = 0; place < places; place++, weight *= config.pairDecay()) {
            int earlier = before.row(place);
            if (earlier != row) {
                pair(earlier, row, weight);
                pair(row, earlier, config.backward() * weight);
            }
        }
    }

    private void pairCapped(int row, RecentRows before, float strength, PairCap cap) {
        int places = Math.min(before.size(), config.pairPlaces());
        for (int place = 0; place < places; place++) {
            int earlier = before.row(place);
            if (earlier == row || before.place(earlier) < place) {
                continue;
            }
            float forth = cap.left(earlier, row, row, before);
            float back = cap.left(row, earlier, row, before);
            pair(earlier, row, strength * forth);
            pair(row, earlier, strength * back);
        }
    }

    /**
     * Forgets an item that loses its row, so that the next one with that row begins without signals. It stays a neighbour of
     * others by its key. Cost: a look at every list of neighbours.
     *
     * @param wasNeighbourOf receives the rows that have it as a neighbour
     */
    public void forget(int row, long key, IntConsumer wasNeighbourOf) {
        counts.set(row, 0);
        slow.set(row, DecayedCounts.NEVER);
        fast.set(row, DecayedCounts.NEVER);
        topSlow.remove(row);
        topFast.remove(row);
        pairs.disappeared(key, row, wasNeighbourOf);
    }

    /** Forgets items that are gone, also as neighbours of others. Cost: a look at every neighbour. */
    public void forgetAll(BitSet gone) {
        for (int row = gone.nextSetBit(0); row >= 0; row = gone.nextSetBit(row + 1)) {
            counts.set(row, 0);
            slow.set(row, DecayedCounts.NEVER);
            fast.set(row, DecayedCounts.NEVER);
            topSlow.remove(row);
            topFast.remove(row);
        }
        pairs.removeAll(gone);
    }

    void clock(long events) {
        clock = events;
    }

    /** Overwrites the faded counts with logarithms. */
    void faded(int row, double slowLog, double fastLog) {
        if (slow.log(row) != slowLog) {
            slow.set(row, slowLog);
            topSlow.grown(row, slowLog);
        }
        if (fast.log(row) != fastLog) {
            fast.set(row, fastLog);
            topFast.grown(row, fastLog);
        }
    }

    /** An amount that is too small for a float is none. */
    private void pair(int from, int to, float amount) {
        if (amount > 0f) {
            pairs.add(from, to, amount);
            listener.paired(from, to, amount);
        }
    }

    /** Bytes of the heap that it takes. */
    public long bytes() {
        return counts.bytes() + slow.bytes() + fast.bytes() + pairs.bytes();
    }
}
