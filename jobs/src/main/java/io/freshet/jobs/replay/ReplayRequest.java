package io.freshet.jobs.replay;

import io.freshet.jobs.config.Settings;
import io.freshet.ranking.eval.Mode;
import io.freshet.ranking.eval.RecordedCatalogue;
import io.freshet.ranking.eval.RecordedImpressions;
import io.freshet.ranking.eval.Variant;
import io.freshet.ranking.pipeline.Rules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is to be replayed, through which models, and where the results go.
 *
 * @param models by name
 * @param rules of what the ranker must not answer with
 * @param catalogue that the engine's own models are told of
 * @param impressions that the ranker is told of
 * @param engine what carries the engine's own models
 * @param stallTimeout how long the live job may answer nothing before it is given up
 * @param threads most models at a time
 * @param out a new directory for the results, null for none
 * @param trec whether the lists of the last tenth go there too
 * @param titles from an item's id to its title, or to the id itself if it has none
 * @param categories from an item's id to what its catalogue would say, empty where none are known
 * @param version of this program
 */
public record ReplayRequest(
        ReplayInput input,
        Mode mode,
        Variant variant,
        WarmUpLength warmUp,
        List<String> models,
        Settings settings,
        Rules rules,
        RecordedCatalogue catalogue,
        RecordedImpressions impressions,
        EngineKind engine,
        Duration stallTimeout,
        int threads,
        @Nullable Path out,
        boolean trec,
        Function<String, String> titles,
        Function<String, List<String>> categories,
        String version) {}
