package io.freshet.jobs.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.jobs.rundir.ModelNames;
import java.util.List;

/** Whether the live job recommended what the replay did. */
final class LiveAgreement {
    private LiveAgreement() {}

    /** Empty unless a model ran live. */
    static ArrayNode of(List<Model> models) {
        return models.stream()
                .filter(model -> model.figures().path(ModelNames.LIVE).isObject())
                .map(LiveAgreement::view)
                .collect(View.toList());
    }

    private static ObjectNode view(Model model) {
        JsonNode live = model.figures().path(ModelNames.LIVE);
        double difference = Numbers.value(live.path("hr@10_difference"));
        return model.view()
                .put("parallelism", live.path("parallelism").asText(Numbers.NONE))
                .put("compared", Numbers.count(Numbers.value(live.path("compared"))))
                .put("equal", Numbers.percent(Numbers.value(live.path("equal_ranks"))))
                .put("difference", Numbers.signedShare(difference))
                .put("rate", Numbers.share(model.hitRate()))
                .put("both", Numbers.count(Numbers.value(live.path("hits_in_both"))))
                .put("overlap", Numbers.percent(Numbers.value(live.path("hit_overlap"))));
    }
}
