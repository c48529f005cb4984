package io.freshet.jobs.replay;

import io.freshet.ranking.pipeline.Explanation;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.Arrays;
import java.util.List;

/** The lists of one model for the groups that people are shown. */
final class ShownLists {
    private final Int2ObjectMap<int[]> byGroup = new Int2ObjectOpenHashMap<>();
    private final Int2ObjectMap<List<Explanation>> why = new Int2ObjectOpenHashMap<>();

    /** @param explanations of the items in their order, or none */
    void put(int group, int[] items, int size, List<Explanation> explanations) {
        byGroup.put(group, Arrays.copyOf(items, size));
        why.put(group, explanations);
    }

    /** Why the items stand where they do, in their order; empty if nobody knows. */
    List<Explanation> whyOf(int group) {
        return why.getOrDefault(group, List.of());
    }

    /** Items, best first; empty if none were kept. */
    int[] of(int group) {
        return byGroup.getOrDefault(group, new int[0]);
    }
}
