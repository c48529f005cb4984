package io.freshet.jobs.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.ranking.eval.Ranks;
import io.freshet.ranking.eval.ServedLists;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came out for one model.
 *
 * @param lists null where only ranks are known, as of the live job
 * @param shown lists of the example users
 * @param extras further facts for metrics.json by name
 */
record ModelResult(
        String name,
        Ranks ranks,
        @Nullable ServedLists lists,
        Costs costs,
        ShownLists shown,
        Map<String, JsonNode> extras) {}
