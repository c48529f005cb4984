package io.freshet.ranking.eval;

import io.freshet.embedding.ItemIndex;
import io.freshet.schemas.Interaction;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The baseline that ranks items by their event counts, the first seen first among equals. Rank: one pass over items. */
public final class PopularityModel implements PrequentialModel {
    private final Object2IntOpenHashMap<String> rows = new Object2IntOpenHashMap<>();
    private final Map<String, Set<Integer>> consumed = new HashMap<>();
    private int[] counts = new int[64];

    public PopularityModel() {
        rows.defaultReturnValue(ItemIndex.UNKNOWN);
    }

    @Override
    public String name() {
        return "popularity";
    }

    @Override
    public int rank(Interaction event, Variant variant) {
        int row = rows.getInt(event.itemId());
        if (row == ItemIndex.UNKNOWN) {
            return UNRANKED;
        }
        int ahead = 0;
        for (int other = 0; other < rows.size(); other++) {
            ahead += isAhead(other, row) ? 1 : 0;
        }
        return 1 + ahead - (variant == Variant.X ? consumedAhead(event.userId(), row) : 0);
    }

    @Override
    public void learn(Interaction event) {
        int row = rows.getInt(event.itemId());
        if (row == ItemIndex.UNKNOWN) {
            row = rows.size();
            rows.put(event.itemId(), row);
            counts = row < counts.length ? counts : Arrays.copyOf(counts, 2 * row);
        }
        counts[row]++;
        consumed.computeIfAbsent(event.userId(), user -> new HashSet<>()).add(row);
    }

    private int consumedAhead(String userId, int row) {
        int ahead = 0;
        for (int other : consumed.getOrDefault(userId, Set.of())) {
            ahead += isAhead(other, row) ? 1 : 0;
        }
        return ahead;
    }

    private boolean isAhead(int other, int row) {
        return counts[other] > counts[row] || (counts[other] == counts[row] && other < row);
    }
}
