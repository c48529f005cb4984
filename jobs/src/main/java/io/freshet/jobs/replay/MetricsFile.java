package io.freshet.jobs.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.features.LoopConfig;
import io.freshet.ranking.eval.Accuracy;
import io.freshet.ranking.eval.CandidateStatistics;
import io.freshet.ranking.eval.GuardStatistics;
import io.freshet.ranking.eval.LoopSchedule;
import io.freshet.ranking.eval.LoopStatistics;
import io.freshet.ranking.eval.Population;
import io.freshet.ranking.eval.ServedLists;
import io.freshet.ranking.eval.Slice;
import io.freshet.ranking.eval.Summary;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Window;
import io.freshet.ranking.pipeline.ListFeedback;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The averages of all models as JSON; what is not a number, because there was no event, is null. */
final class MetricsFile {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final TestPlan plan;

    MetricsFile(TestPlan plan) {
        this.plan = plan;
    }

    ObjectNode of(List<ModelResult> results) {
        ObjectNode models = JSON.objectNode();
        results.forEach(result -> models.set(result.name(), model(result)));
        ObjectNode root = JSON.objectNode();
        root.set("models", models);
        return root;
    }

    private ObjectNode model(ModelResult result) {
        Summary summary = new Summary(result.ranks());
        ObjectNode node = JSON.objectNode();
        node.set("all", populations(summary, Window.all(plan)));
        node.set("last10", populations(summary, Window.lastTenth(plan)));
        ArrayNode deciles = node.putArray("deciles");
        for (Window window : Window.deciles(plan)) {
            deciles.add(accuracy(summary.of(window, Population.ALL)));
        }
        putLists(node, result.lists());
        ObjectNode slices = node.putObject("slices");
        slices.set("user_history", slices(summary, Slice.USER_HISTORY));
        slices.set("item_age", slices(summary, Slice.ITEM_AGE));
        Accuracy cold = summary.cold();
        node.set("cold", cold.events() == 0 ? JSON.nullNode() : accuracy(cold));
        putCosts(node, result.costs());
        node.put("digest", result.ranks().digest());
        result.extras().forEach(node::set);
        return node;
    }

    private static ObjectNode populations(Summary summary, Window window) {
        ObjectNode node = JSON.objectNode();
        for (Population population : Population.values()) {
            node.set(population.name(), accuracy(summary.of(window, population)));
        }
        return node;
    }

    private static ObjectNode slices(Summary summary, List<Slice> slices) {
        ObjectNode node = JSON.objectNode();
        slices.forEach(slice -> node.set(slice.label(), accuracy(summary.of(slice))));
        return node;
    }

    static ObjectNode accuracy(Accuracy accuracy) {
        ObjectNode node = JSON.objectNode();
        put(node, "hr@10", accuracy.hitRate());
        put(node, "ndcg@10", accuracy.ndcg());
        put(node, "mrr@10", accuracy.reciprocalRank());
        put(node, "hr@100", accuracy.hitRateOf100());
        node.put("n", accuracy.events());
        return node;
    }

    private static void putLists(ObjectNode node, @Nullable ServedLists lists) {
        put(node, "coverage@10", lists == null ? Double.NaN : lists.coverage());
        put(node, "gini@10", lists == null ? Double.NaN : lists.gini());
        put(node, "novelty@10", lists == null ? Double.NaN : lists.novelty());
    }

    private void putCosts(ObjectNode node, Costs costs) {
        put(node, "learn_us_per_event", costs.learnMicros());
        put(node, "rank_us_per_event", costs.rankMicros());
        ObjectNode latency = node.putObject("latency_us");
        ObjectNode rank = latency.putObject("rank");
        put(rank, "p50", costs.rankMicros(50));
        put(rank, "p99", costs.rankMicros(99));
        ObjectNode learn = latency.putObject("learn");
        put(learn, "p50", costs.learnMicros(50));
        put(learn, "p99", costs.learnMicros(99));
        put(node, "bytes_per_user", Math.rint(costs.bytesPerUser()));
        put(node, "bytes_per_item", Math.rint(costs.bytesPerItem()));
        put(node, "events_per_second", costs.eventsPerSecond());
        put(node, "seconds", costs.seconds());
    }

    static ObjectNode loop(LoopSchedule schedule, LoopConfig config, LoopStatistics statistics) {
        ObjectNode node = JSON.objectNode()
                .put("learners", schedule.learners())
                .put("sync", schedule.sync())
                .put("delay", schedule.delay())
                .put("held_pushes", config.heldPushes());
        put(node, "rows_published_per_event", statistics.rowsPublishedPerEvent());
        put(node, "bytes_per_event", statistics.bytesPerEvent());
        return node.put("unacknowledged", statistics.unacknowledged());
    }

    static ObjectNode guards(GuardStatistics guards) {
        return JSON.objectNode()
                .put("dropped_non_finite", guards.nonFinite())
                .put("dropped_exploding", guards.exploding())
                .put("dropped_rows", guards.rows())
                .put("longest_user", guards.longestUser())
                .put("longest_target", guards.longestTarget())
                .put("longest_source", guards.longestSource());
    }

    static ObjectNode candidates(CandidateStatistics candidates) {
        ObjectNode node = JSON.objectNode();
        put(node, "recall", candidates.recall());
        return node.put("failures", candidates.failures()).put("dropped_steps", candidates.droppedSteps());
    }

    static ObjectNode lists(ListFeedback feedback) {
        return JSON.objectNode()
                .put("impressions", feedback.impressions())
                .put("clicks", feedback.clicks())
                .put("steps", feedback.steps())
                .put("late_steps", feedback.lateSteps())
                .put("unknown_lists", feedback.unknownLists())
                .put("unknown_items", feedback.unknownItems());
    }

    /** Null if it is not finite. */
    static JsonNode figure(double value) {
        return Double.isFinite(value) ? JSON.numberNode(value) : JSON.nullNode();
    }

    static ObjectNode removed(Map<String, Long> counts) {
        ObjectNode node = JSON.objectNode();
        counts.forEach(node::put);
        return node;
    }

    private static void put(ObjectNode node, String key, double value) {
        node.set(key, figure(value));
    }
}
