package io.freshet.ranking.eval;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The ranks that one model gave to the tested events of a stream. */
public final class Ranks {
    private final TestPlan plan;
    private final int[] ranks;
    private final Int2IntOpenHashMap cold = new Int2IntOpenHashMap();

    public Ranks(TestPlan plan) {
        this.plan = plan;
        this.ranks = new int[plan.stream().size()];
        this.cold.defaultReturnValue(-1);
    }

    public TestPlan plan() {
        return plan;
    }

    /** The rank of a tested event, {@link PrequentialModel#UNRANKED} if it has none. */
    public int rank(int index) {
        return ranks[index];
    }

    /** The rank in the list that an unknown user was served; −1 if there was no such list. */
    public int coldRank(int index) {
        return cold.get(index);
    }

    public void set(int index, int rank) {
        ranks[index] = rank;
    }

    void setCold(int index, int rank) {
        cold.put(index, rank);
    }

    /** SHA-256 over index and rank of all tested events, big-endian, in order. */
    public String digest() {
        MessageDigest digest = RecordedStream.newSha256();
        ByteBuffer entry = ByteBuffer.allocate(2 * Integer.BYTES);
        for (int index = 0; index < ranks.length; index++) {
            if (plan.isTested(index)) {
                digest.update(entry.clear().putInt(index).putInt(ranks[index]).flip());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
