package io.freshet.jobs.sweep;

import io.freshet.jobs.compare.Metric;
import io.freshet.jobs.config.Settings;
import io.freshet.jobs.input.InputOptions;
import io.freshet.jobs.replay.ReplayInput;
import io.freshet.jobs.replay.WarmUpLength;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.RecordedStream;
import io.freshet.ranking.eval.Variant;
import io.freshet.schemas.Interaction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** A small model on a small stream, of users who walk through items nearby, two at a time. */
final class SweepRequests {
    static final Settings BASE =
            Settings.load(null, List.of("learner.dimension=8", "learner.negatives=4", "learner.context-length=3"));

    static final GridSearch GRID =
            GridSearch.parse(List.of("learner.rate=0.05,0.1,0.4", "learner.negatives=4,8"), BASE);

    private SweepRequests() {}

    static RecordedStream stream(int events) {
        SplittableRandom random = new SplittableRandom(7);
        RecordedStream.Builder stream = new RecordedStream.Builder();
        int[] places = new int[20];
        for (int i = 0; i < events; i++) {
            int user = i / 2 * 7 % places.length;
            places[user] += 1 + random.nextInt(3);
            stream.add(Interaction.of("r" + i, "u" + user, "i" + places[user] % 40, 1f, 1_000L * (i / 2)));
        }
        return stream.build();
    }

    static SweepRequest of(Path table, RecordedStream stream, Settings base, Search search, int threads) {
        return new SweepRequest(
                new ReplayInput(stream, "small.csv", null, InputOptions.everything(), 0, null, 0),
                Mode.G,
                Variant.I,
                new WarmUpLength(50, Duration.ZERO),
                "embedding",
                base,
                search,
                0.6,
                Metric.NDCG_10,
                threads,
                table,
                "1");
    }

    static SweepResult run(SweepRequest request) throws Exception {
        try (Sweep sweep = new Sweep(request)) {
            sweep.run(events -> {});
            return sweep.confirm(events -> {});
        }
    }
}
