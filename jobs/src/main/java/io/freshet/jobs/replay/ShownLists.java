package io.freshet.jobs.replay;

import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.Arrays;

/** The lists of one model for the groups that people are shown. */
final class ShownLists {
    private final Int2ObjectMap<int[]> byGroup = new Int2ObjectOpenHashMap<>();

    void put(int group, int[] items, int size) {
        byGroup.put(group, Arrays.copyOf(items, size));
    }

    /** Items, best first; empty if none were kept. */
    int[] of(int group) {
        return byGroup.getOrDefault(group, new int[0]);
    }
}
