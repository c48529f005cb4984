package io.freshet.jobs.demo;

import com.dynatrace.hash4j.hashing.Hashing;
import io.freshet.jobs.local.Ledger;
import io.freshet.jobs.local.RecentIds;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Recommendations;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the job wrote to its topics, each event and each list once however often it was written.
 *
 * <p>Thread safe: one thread reads the topics, another draws. Memory grows with users, items and dead letters.
 */
final class Scoreboard {
    private static final int REMEMBERED_IDS = 1 << 22;

    private final Ledger ledger;
    private final boolean repeat;
    private final @Nullable Latencies latencies;
    private final HitRate model = new HitRate();
    private final HitRate popularity = new HitRate();
    private final RecentIds lists = new RecentIds(REMEMBERED_IDS);
    private final LongSet users = new LongOpenHashSet();
    private final LongSet items = new LongOpenHashSet();
    private final Set<DeadLetter> deadLetters = new HashSet<>();
    private long learned;
    private long recommendations;
    private long outOfOrder;
    private long maxSkewMs;
    private long lastAnswerMs;

    private record DeadLetter(int partition, long offset) {}

    /**
     * @param repeat whether events with an item that the user had before belong in the averages (variant I) or not (X)
     * @param latencies null if they are not asked for
     */
    Scoreboard(Ledger ledger, boolean repeat, @Nullable Latencies latencies) {
        this.ledger = ledger;
        this.repeat = repeat;
        this.latencies = latencies;
    }

    /** The broker has the event since {@code timeMs}; not synchronized, since latencies are. */
    void appended(String eventId, long timeMs) {
        if (latencies != null) {
            latencies.appended(eventId, timeMs);
        }
    }

    /** Returns whether it is the event's first answer, and so counted. */
    synchronized boolean evaluation(Evaluation evaluation, long appendMs) {
        if (!ledger.answered(evaluation.eventId())) {
            return false;
        }
        lastAnswerMs = Math.max(lastAnswerMs, appendMs);
        learned += evaluation.learned() ? 1 : 0;
        users.add(hash(evaluation.userId()));
        items.add(hash(evaluation.itemId()));
        outOfOrder += evaluation.skewMs() > 0 ? 1 : 0;
        maxSkewMs = Math.max(maxSkewMs, evaluation.skewMs());
        if (evaluation.evaluated() && (repeat || !evaluation.consumedBefore())) {
            model.add(evaluation.rank());
            popularity.add(evaluation.popularityRank());
        }
        return true;
    }

    /** Returns whether it is the first copy of the list. */
    synchronized boolean recommendations(Recommendations list, long timeMs) {
        if (!lists.add(list.recommendationId())) {
            return false;
        }
        recommendations++;
        if (latencies != null) {
            latencies.listed(list.triggerId(), timeMs);
        }
        return true;
    }

    /** The interaction at this position of its topic is in the dead letters. */
    synchronized void deadLetter(int partition, long offset, long appendMs) {
        if (deadLetters.add(new DeadLetter(partition, offset))) {
            lastAnswerMs = Math.max(lastAnswerMs, appendMs);
            ledger.deadLettered(partition, offset);
        }
    }

    synchronized Summary summary() {
        return new Summary(
                ledger.published(),
                learned,
                recommendations,
                deadLetters.size(),
                users.size(),
                items.size(),
                rounded(model.overall(), 1e6),
                rounded(popularity.overall(), 1e6),
                outOfOrder,
                maxSkewMs,
                rounded(eventsPerSecond(), 10),
                latencies == null ? null : latencies.percentiles());
    }

    /** Distinct events that were published but neither learned from nor put into the dead letters. */
    synchronized long unaccounted() {
        return ledger.published() - learned - ledger.dead();
    }

    synchronized HitRate.Reading model() {
        return model.reading();
    }

    synchronized HitRate.Reading popularity() {
        return popularity.reading();
    }

    private double eventsPerSecond() {
        long spanMs = lastAnswerMs - ledger.firstAppendMs();
        return spanMs < 0 ? 0 : ledger.answers() * 1000.0 / Math.max(1, spanMs);
    }

    private static double rounded(double value, double scale) {
        return Math.round(value * scale) / scale;
    }

    private static long hash(String id) {
        return Hashing.komihash5_0().hashCharsToLong(id);
    }
}
