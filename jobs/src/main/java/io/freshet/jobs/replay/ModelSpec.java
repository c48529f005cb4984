package io.freshet.jobs.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.ranking.eval.PrequentialModel;
import io.freshet.ranking.eval.TestPlan;
import java.util.Map;

/** A model by its name in reports, how it is made, and what else is to be told of it afterwards. */
public interface ModelSpec {
    String name();

    PrequentialModel create(TestPlan plan);

    /** Further facts for metrics.json by name, of a model made by {@link #create} that has run. */
    default Map<String, JsonNode> extras(PrequentialModel model) {
        return Map.of();
    }
}
