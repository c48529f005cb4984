package io.freshet.features;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows changed since their last push, and when each is due: at the next push if it was a positive or context, after so
 * many pushes if it was only a negative. Neighbours wait for no more pushes than their item has had events: those of a young item
 * are news, and those of an old one hardly change. One thread; O(1) per change.
 */
final class OpenChanges {
    private static final int URGENT = 1 << RowLayout.PARTS;

    private final int heldPushes;
    private final List<RowChange> urgent = new ArrayList<>();

    /**
     * Slots by the number of the push at which their changes are due, modulo the length: nothing waits longer. A change that was pushed
     * sooner leaves its slot behind, which says nothing if the slot has no change, or one that is due at another time.
     */
    private final IntArrayList[] held;

    private @Nullable RowChange[] bySlot = new RowChange[64];

    /** By slot, a bit for each part with a base and one if urgent: small enough to stay in the processor's cache. */
    private byte[] known = new byte[64];

    private int size;

    OpenChanges(int heldPushes) {
        this.heldPushes = heldPushes;
        this.held = new IntArrayList[heldPushes + 1];
        Arrays.setAll(held, due -> new IntArrayList());
    }

    int size() {
        return size;
    }

    @Nullable
    RowChange of(int slot) {
        return slot < bySlot.length ? bySlot[slot] : null;
    }

    /** Notes that a part of a row is about to change; most changes are to rows that are open already. */
    void open(int slot, int part, boolean isUrgent, long pushes, SharedRows rows) {
        int bits = 1 << part | (isUrgent ? URGENT : 0);
        if (slot < known.length && (known[slot] & bits) == bits) {
            return;
        }
        RowChange change = change(slot, isUrgent, pushes, rows);
        if (change.base[part] == null) {
            change.base[part] = rows.read(slot, part);
        }
        known[slot] |= (byte) bits;
    }

    /** Notes that a row is about to change in what is no part of it. */
    RowChange change(int slot, boolean isUrgent, long pushes, SharedRows rows) {
        RowChange change = of(slot);
        if (change == null) {
            change = new RowChange(slot, rows.count(slot));
            put(slot, change);
            if (!isUrgent) {
                change.due = indexOf(pushes + 1 + waits(slot, rows));
                held[change.due].add(slot);
            }
        }
        if (isUrgent && !change.urgent) {
            change.urgent = true;
            urgent.add(change);
        }
        return change;
    }

    /** Closes the changes that are due at push number {@code push}, or all, and hands them over. */
    void close(long push, boolean everything, Consumer<RowChange> to) {
        for (RowChange change : urgent) {
            close(change, to);
        }
        urgent.clear();
        if (everything) {
            for (int due = 0; due < held.length; due++) {
                closeDue(due, to);
            }
        } else {
            closeDue(indexOf(push), to);
        }
    }

    private void closeDue(int due, Consumer<RowChange> to) {
        IntArrayList slots = held[due];
        for (int i = 0; i < slots.size(); i++) {
            RowChange change = of(slots.getInt(i));
            if (change != null && change.due == due) {
                close(change, to);
            }
        }
        slots.clear();
    }

    /** Closes the change of a row that is about to go, whether it is due or not, and hands it over if there is one. */
    void close(int slot, Consumer<RowChange> to) {
        RowChange change = of(slot);
        if (change != null) {
            close(change, to);
        }
    }

    /** Visits all that are open, in the order of their slots. */
    void forEach(Consumer<RowChange> visitor) {
        for (RowChange change : bySlot) {
            if (change != null) {
                visitor.accept(change);
            }
        }
    }

    /** Entries of what waits, those included that changes left behind which were pushed sooner. */
    int waiting() {
        return Arrays.stream(held).mapToInt(IntArrayList::size).sum();
    }

    private int indexOf(long push) {
        return (int) (push % held.length);
    }

    /** Pushes that a change lets pass. */
    private long waits(int slot, SharedRows rows) {
        return Slots.kind(slot) == RowKind.NEIGHBOURS
                ? Math.min(heldPushes, rows.count(Slots.ofItem(Slots.row(slot))))
                : heldPushes;
    }

    private void close(RowChange change, Consumer<RowChange> to) {
        if (!change.pushed) {
            change.pushed = true;
            bySlot[change.slot] = null;
            known[change.slot] = 0;
            size--;
            to.accept(change);
        }
    }

    private void put(int slot, RowChange change) {
        if (slot >= bySlot.length) {
            bySlot = Arrays.copyOf(bySlot, Math.max(slot + 1, 2 * bySlot.length));
            known = Arrays.copyOf(known, bySlot.length);
        }
        bySlot[slot] = change;
        size++;
    }
}
