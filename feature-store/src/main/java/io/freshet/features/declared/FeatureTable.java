package io.freshet.features.declared;

import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.objects.ObjectIterator;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * States of all users, or of all items, by their 64-bit keys. One thread.
 *
 * <p>A state goes once none of its features can tell it from none. All are looked through whenever there are twice as many
 * as the last time left, so that costs O(1) an event, and never more than twice what was alive at a time is held. States
 * with a feature that has neither window nor half-life nor ttl stay. A state begins with the n-th event, as the plan's
 * admission says.
 */
public final class FeatureTable {
    private static final int FIRST_SWEEP = 1_024;

    /** Of the map: a key and a reference, at a load of a half. */
    private static final int SLOT = 24;

    private final EntityPlan plan;
    private final Admission admission;
    private final LongConsumer gone;
    private final Long2ObjectOpenHashMap<FeatureState> states = new Long2ObjectOpenHashMap<>();
    private long newestMs;
    private long bytes;
    private long most;
    private long mostBytes;
    private long evicted;
    private int nextSweep = FIRST_SWEEP;

    /** @param admission events with which a key gets a state; those before are not counted */
    FeatureTable(EntityPlan plan, int admission) {
        this(plan, admission, key -> {});
    }

    /**
     * From the first event on.
     *
     * @param gone is told of keys whose states went because they read as none does
     */
    public FeatureTable(EntityPlan plan, LongConsumer gone) {
        this(plan, 1, gone);
    }

    private FeatureTable(EntityPlan plan, int admission, LongConsumer gone) {
        this.plan = plan;
        this.admission = new Admission(admission);
        this.gone = gone;
    }

    public void add(long key, FeatureEvent event) {
        if (plan.isEmpty()) {
            return;
        }
        newestMs = Math.max(newestMs, event.timeMs());
        FeatureState before = states.get(key);
        if (before == null && (!plan.counts(event) || !admission.admits(key, states.size()))) {
            return;
        }
        bytes -= before == null ? 0 : before.bytes();
        FeatureState after = plan.add(before, event);
        if (after == null) {
            return;
        }
        bytes += after.bytes();
        if (before == null) {
            states.put(key, after);
        }
        most = Math.max(most, states.size());
        mostBytes = Math.max(mostBytes, bytes());
        sweepIfDue();
    }

    private void sweepIfDue() {
        if (states.size() < nextSweep || plan.lifetimeMs() == Aggregator.NO_END) {
            return;
        }
        removeIf((key, state) -> plan.isOver(state, newestMs));
        nextSweep = Math.max(FIRST_SWEEP, 2 * states.size());
        states.trim(nextSweep);
    }

    /** Lets states go. */
    public void removeIf(Condition condition) {
        ObjectIterator<Long2ObjectMap.Entry<FeatureState>> entries =
                states.long2ObjectEntrySet().fastIterator();
        while (entries.hasNext()) {
            Long2ObjectMap.Entry<FeatureState> entry = entries.next();
            FeatureState state = entry.getValue();
            long key = entry.getLongKey();
            if (condition.holds(key, state)) {
                bytes -= state.bytes();
                evicted++;
                entries.remove();
                gone.accept(key);
            }
        }
    }

    /** Puts a state, which is the table's from then on, in the place of what is held under a key. */
    public void put(long key, FeatureState state) {
        remove(key);
        states.put(key, state);
        bytes += state.bytes();
        most = Math.max(most, states.size());
        mostBytes = Math.max(mostBytes, bytes());
    }

    /** Forgets a key; nobody is told. */
    public void remove(long key) {
        FeatureState state = states.remove(key);
        bytes -= state == null ? 0 : state.bytes();
    }

    /** Time of the newest event that was added; 0 before the first. */
    public long newestMs() {
        return newestMs;
    }

    /**
     * Fills in the features of a key.
     *
     * @param clock events of the whole stream before now
     * @param into all columns of the plan; NaN where there is no value
     */
    public void read(long key, long timeMs, long clock, double[] into) {
        if (!plan.isEmpty()) {
            plan.read(states.get(key), timeMs, clock, into);
        }
    }

    /** What is held under a key, which only the table may change; null for nothing. */
    public @Nullable FeatureState state(long key) {
        return states.get(key);
    }

    /** States that are held. */
    public int size() {
        return states.size();
    }

    /** The most that were ever held. */
    public long most() {
        return most;
    }

    /** States that were let go. */
    public long evicted() {
        return evicted;
    }

    /** Keys that had events, but too few for a state. */
    public int waiting() {
        return admission.waiting();
    }

    /** Bytes of the heap, as arrays, their headers and the slots of the maps add up. */
    public long bytes() {
        return bytes + (long) SLOT * states.size() + admission.bytes();
    }

    /** The most bytes that were ever held. */
    public long mostBytes() {
        return mostBytes;
    }

    /** Whether a state goes. */
    @FunctionalInterface
    public interface Condition {
        boolean holds(long key, FeatureState state);
    }
}
