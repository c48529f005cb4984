package io.freshet.jobs.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.freshet.embedding.LearnerConfig;
import io.freshet.features.LoopConfig;
import io.freshet.ranking.EventConfig;
import io.freshet.ranking.ItemConfig;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.UserConfig;
import io.freshet.ranking.baseline.BaselineConfig;
import io.freshet.ranking.pipeline.FeedbackConfig;
import io.freshet.ranking.pipeline.RankerConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be set in a file and on the command line, the same for every command and the live job. A key is the names of
 * the record components in kebab-case, joined by dots: {@code learner.context-length}.
 *
 * @param learner of the embedding
 * @param ranker of what the embedding and other sources find
 * @param loop between the live job's learners and the owner of the rows
 * @param serving what the live job serves
 * @param users what is kept of them
 * @param items what is kept of them
 * @param events what each type of event counts
 * @param features that are declared for the ranker
 * @param feedback what the ranker learns from lists that were shown
 * @param baselines that an evaluation compares with
 */
public record Settings(
        LearnerConfig learner,
        RankerConfig ranker,
        LoopConfig loop,
        ServingConfig serving,
        UserConfig users,
        ItemConfig items,
        EventConfig events,
        DeclaredSettings features,
        FeedbackConfig feedback,
        BaselineConfig baselines) {
    public static final Settings DEFAULTS = new Settings(
            LearnerConfig.DEFAULTS,
            RankerConfig.DEFAULTS,
            LoopConfig.DEFAULTS,
            ServingConfig.DEFAULTS,
            UserConfig.DEFAULTS,
            ItemConfig.DEFAULTS,
            EventConfig.DEFAULTS,
            DeclaredSettings.DEFAULTS,
            FeedbackConfig.DEFAULTS,
            BaselineConfig.DEFAULTS);

    /**
     * The defaults, overlaid by a YAML file, overlaid by single keys.
     *
     * @param file null for none
     * @param sets each as {@code key=value}
     * @throws io.freshet.jobs.input.InputException in one line, for an unreadable file and for a key or value that
     *     cannot be, with its place
     */
    public static Settings load(@Nullable Path file, List<String> sets) {
        List<GivenValue> given = new ArrayList<>();
        if (file != null) {
            given.addAll(SettingsFile.read(file));
        }
        given.addAll(SetOptions.parse(sets));
        return new Overlay(DEFAULTS).of(given);
    }

    /** All keys, in the order of the records. */
    public static List<SettingKey> keys() {
        return SettingKey.all();
    }

    /**
     * These settings with other values for some keys.
     *
     * @param where the values were given, for messages
     * @throws io.freshet.jobs.input.InputException as {@link #load} does
     */
    public Settings with(Map<String, String> values, String where) {
        return new Overlay(this)
                .of(values.entrySet().stream()
                        .map(entry -> new GivenValue(entry.getKey(), entry.getValue(), where))
                        .toList());
    }

    /** All values by their keys in full, each as it would be written in a file; in the order of the records. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        SettingsTree.leaves(toTree()).forEach((key, value) -> values.put(key, value.asText()));
        return values;
    }

    /**
     * What turns the defaults into other settings, each as {@code key=value} for {@link #load}.
     *
     * @param tree as {@link #toTree} makes it, or one that was written and read again
     * @param anyway keys that are told even if they have their default
     */
    public static List<String> changes(ObjectNode tree, Set<String> anyway) {
        Map<String, String> defaults = DEFAULTS.values();
        List<String> changes = new ArrayList<>();
        SettingsTree.leaves(tree).forEach((key, value) -> {
            if (anyway.contains(key) || !value.asText().equals(defaults.get(key))) {
                changes.add(key + "=" + value.asText());
            }
        });
        return changes;
    }

    /** Of the engine by the embedding alone. */
    public RecommenderConfig recommender(boolean repeat) {
        return RecommenderConfig.of(learner, repeat).with(users).with(items).with(events);
    }

    /**
     * Of the engine with the ranker.
     *
     * @throws io.freshet.jobs.input.InputException if features are declared in a file that is wrong
     */
    public RecommenderConfig ranked(boolean repeat) {
        return recommender(repeat).with(ranker).with(features.read(repeat)).with(feedback);
    }

    /**
     * Of the engine as the live job serves it.
     *
     * @throws io.freshet.jobs.input.InputException if features are declared in a file that is wrong
     */
    public RecommenderConfig served(boolean repeat) {
        return serving.model() == ServedModel.RANKER ? ranked(repeat) : recommender(repeat);
    }

    /** A file that {@link #load} takes, with what each key means. */
    public String toYaml() {
        return SettingsYaml.of(this);
    }

    /** All values, nested, by their keys. */
    public ObjectNode toTree() {
        return new SettingsTree().of(this);
    }
}
