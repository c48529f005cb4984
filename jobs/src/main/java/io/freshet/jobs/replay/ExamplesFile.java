package io.freshet.jobs.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.ranking.eval.RecordedStream;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.pipeline.Explanation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Some users: what they had, what each model would have recommended, what they took. */
final class ExamplesFile {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int HISTORY = 8;

    private final TestPlan plan;
    private final RecordedStream stream;
    private final ExampleUsers examples;
    private final Function<String, String> titles;

    /**
     * @param titles from an item's id to its title, or to the id itself if it has none
     */
    ExamplesFile(TestPlan plan, ExampleUsers examples, Function<String, String> titles) {
        this.plan = plan;
        this.stream = plan.stream();
        this.examples = examples;
        this.titles = titles;
    }

    ObjectNode of(List<ModelResult> results) {
        ObjectNode root = JSON.objectNode();
        ArrayNode users = root.putArray("users");
        for (int user : examples.users()) {
            List<Integer> groups = examples.groupsOf(user);
            ObjectNode node = users.addObject().put("user", stream.userId(user));
            putHistory(node.putArray("history"), user, groups.get(0));
            ArrayNode tests = node.putArray("tests");
            groups.forEach(group -> putTest(tests.addObject(), user, group, results));
        }
        return root;
    }

    private void putHistory(ArrayNode node, int user, int before) {
        List<Integer> latest = new ArrayList<>();
        for (int index = before - 1; index >= 0 && latest.size() < HISTORY; index--) {
            if (stream.user(index) == user) {
                latest.add(index);
            }
        }
        Collections.reverse(latest);
        latest.forEach(index -> item(node.addObject(), stream.item(index)).put("timestamp_ms", stream.timeMs(index)));
    }

    private void putTest(ObjectNode node, int user, int group, List<ModelResult> results) {
        node.put("timestamp_ms", stream.timeMs(group));
        List<Integer> tested = testedIn(group, user);
        ArrayNode taken = node.putArray("taken");
        tested.forEach(index -> item(taken.addObject(), stream.item(index)));
        ObjectNode lists = node.putObject("lists");
        ObjectNode ranks = node.putObject("ranks");
        for (ModelResult result : results) {
            ArrayNode list = lists.putArray(result.name());
            List<Explanation> why = result.shown().whyOf(group);
            for (int item : result.shown().of(group)) {
                ObjectNode listed = item(list.addObject(), item);
                if (list.size() <= why.size()) {
                    putWhy(listed.putObject("why"), why.get(list.size() - 1));
                }
            }
            ArrayNode places = ranks.putArray(result.name());
            tested.forEach(index -> places.add(result.ranks().rank(index)));
        }
    }

    private void putWhy(ObjectNode node, Explanation why) {
        node.put("score", why.score());
        why.sources().forEach(node.putArray("sources")::add);
        ArrayNode pulls = node.putArray("pulled_by");
        for (Explanation.Pull pull : why.pulledBy()) {
            item(pulls.addObject(), pull.itemId()).put("effect", pull.effect());
        }
        ArrayNode features = node.putArray("features");
        for (Explanation.Feature feature : why.features()) {
            features.addObject()
                    .put("name", feature.name())
                    .put("value", feature.value())
                    .put("weight", feature.weight());
        }
    }

    private List<Integer> testedIn(int group, int user) {
        List<Integer> tested = new ArrayList<>();
        for (int index = group; index < stream.size() && plan.group(index) == group; index++) {
            if (plan.isTested(index) && stream.user(index) == user) {
                tested.add(index);
            }
        }
        return tested;
    }

    private ObjectNode item(ObjectNode node, int item) {
        return item(node, stream.itemId(item));
    }

    private ObjectNode item(ObjectNode node, String id) {
        String title = titles.apply(id);
        return node.put("item", id).put("title", title.equals(id) ? null : title);
    }
}
