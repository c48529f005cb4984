package io.freshet.jobs.input;

/** The newest few items; adding one to a full ring forgets the oldest. For one thread. */
final class ItemRing {
    private final int[] items;
    private long added;

    ItemRing(int capacity) {
        this.items = new int[capacity];
    }

    void add(int item) {
        items[(int) (added++ % items.length)] = item;
    }

    int size() {
        return (int) Math.min(added, items.length);
    }

    /** In no particular order of age. */
    int get(int index) {
        return items[index];
    }

    boolean contains(int item) {
        for (int i = 0; i < size(); i++) {
            if (items[i] == item) {
                return true;
            }
        }
        return false;
    }
}
