package io.freshet.jobs.replay;

import io.freshet.jobs.config.Settings;
import io.freshet.jobs.input.InputOptions;
import io.freshet.jobs.input.InteractionFiles;
import io.freshet.jobs.input.InteractionStream;
import io.freshet.ranking.eval.HitRate;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.PrequentialEvaluation;
import io.freshet.ranking.eval.Variant;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.nio.file.Path;

/** Evaluates models over a recorded stream, in one thread and without Flink. */
public final class Replay {
    private static final int N = 10;

    private final Path input;
    private final InputOptions options;
    private final Mode mode;
    private final Variant variant;
    private final Settings settings;

    public Replay(Path input, InputOptions options, Mode mode, Variant variant, Settings settings) {
        this.input = input;
        this.options = options;
        this.mode = mode;
        this.variant = variant;
        this.settings = settings;
    }

    /**
     * Runs one model over the whole stream.
     *
     * @param observer also sees the rank of every tested event
     */
    public ReplayResult run(ReplayModel model, PrequentialEvaluation.Observer observer) {
        Ranks ranks = new Ranks();
        PrequentialEvaluation evaluation = new PrequentialEvaluation(
                model.create(settings, mode, variant), mode, variant, (index, event, known, rank) -> {
                    ranks.add(index, rank);
                    observer.tested(index, event, known, rank);
                });
        long started = System.nanoTime();
        long events;
        try (InteractionStream stream = InteractionFiles.open(input, options)) {
            events = evaluation.run(stream);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        return ranks.result(model, events, seconds);
    }

    /** Ranks of all tested events, since only the end of the stream tells where its last tenth begins. */
    private static final class Ranks {
        private final LongArrayList indexes = new LongArrayList();
        private final IntArrayList ranks = new IntArrayList();

        void add(long index, int rank) {
            indexes.add(index);
            ranks.add(rank);
        }

        ReplayResult result(ReplayModel model, long events, double seconds) {
            HitRate all = new HitRate(N);
            HitRate last = new HitRate(N);
            for (int i = 0; i < ranks.size(); i++) {
                all.add(ranks.getInt(i));
                if (indexes.getLong(i) >= events - events / 10) {
                    last.add(ranks.getInt(i));
                }
            }
            return new ReplayResult(
                    model.toString(), all.value(), last.value(), all.events(), events, events / seconds);
        }
    }
}
