package io.freshet.ranking.eval;

import io.freshet.embedding.StableHash;
import io.freshet.features.ItemFacts;
import io.freshet.features.UserState;
import io.freshet.ranking.EventResult;
import io.freshet.ranking.RankedItem;
import io.freshet.ranking.Recommender;
import io.freshet.ranking.RecommenderConfig;
import io.freshet.ranking.pipeline.Explanation;
import io.freshet.ranking.pipeline.ListFeedback;
import io.freshet.ranking.pipeline.Ranker;
import io.freshet.ranking.pipeline.Rules;
import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The engine under evaluation: the very object that serves live, with the users' states in a list. Its ranks end at
 * {@link Recommender#LIST_SIZE}.
 */
public final class EmbeddingModel implements PrequentialModel {
    private final RecordedStream stream;
    private final Recommender recommender;
    private final List<@Nullable UserState> users = new ArrayList<>();
    private final int[] rows = new int[Recommender.LIST_SIZE];
    private final Map<String, Long> removed = new TreeMap<>();
    private final RecordedCatalogue catalogue;
    private int catalogueTaken;
    private boolean countsRemoved;
    private int countedGroup = -1;
    private int listedGroup = -1;
    private @Nullable ListDiversity diversity;
    private final int[] listed = new int[Accuracy.N];
    private @Nullable ShownLists shown;
    private long tests;
    private long found;

    public EmbeddingModel(RecommenderConfig config, TestPlan plan) {
        this(config, Recommender.alone(config), RecordedCatalogue.NONE, plan);
    }

    /**
     * @param rules of what its ranker, if it has one, must not answer with; what they remove is counted
     * @param catalogue that it is told of as the stream reaches its times
     */
    public EmbeddingModel(RecommenderConfig config, Rules rules, RecordedCatalogue catalogue, TestPlan plan) {
        this(config, rules, catalogue, item -> List.of(), plan);
    }

    /**
     * @param rules of what its ranker, if it has one, must not answer with; what they remove is counted
     * @param catalogue that it is told of as the stream reaches its times
     * @param categories of an item by its id, as another catalogue would tell them from the start
     */
    public EmbeddingModel(
            RecommenderConfig config,
            Rules rules,
            RecordedCatalogue catalogue,
            Function<String, List<String>> categories,
            TestPlan plan) {
        this(config, Recommender.alone(config), catalogue, plan);
        for (int item = 0; item < stream.items(); item++) {
            String itemId = stream.itemId(item);
            List<String> ofItem = categories.apply(itemId);
            if (!ofItem.isEmpty()) {
                recommender.catalogue().put(StableHash.of(itemId), new ItemFacts(true, ofItem));
            }
        }
        ListDiversity ofLists = new ListDiversity(stream, categories);
        diversity = ofLists.isKnown() ? ofLists : null;
        countsRemoved = !rules.all().isEmpty();
        recommender.rules(rules);
        recommender.ranker().ifPresent(ranker -> ranker.recordRemoved(countsRemoved));
    }

    /** With an engine made of {@code config}, whose items may be shared. */
    EmbeddingModel(RecommenderConfig config, Recommender recommender, RecordedCatalogue catalogue, TestPlan plan) {
        if (config.repeat() != (plan.variant() == Variant.I)) {
            throw new IllegalArgumentException("variant " + plan.variant() + " needs an engine with repeat="
                    + (plan.variant() == Variant.I) + ", but this one has repeat=" + config.repeat());
        }
        if (!config.events().tellsApartAs(plan.events())) {
            throw new IllegalArgumentException("the engine takes other types of events for dislikes than the plan:"
                    + " give both the same weights of event types");
        }
        this.stream = plan.stream();
        this.recommender = recommender;
        this.catalogue = catalogue;
    }

    /** Tells it from now on what users were shown; it learns from that if its settings say so. */
    public void show(RecordedImpressions impressions) {
        shown = impressions.isEmpty() ? null : new ShownLists(stream, recommender, impressions);
    }

    @Override
    public int rank(RecordedEvent event) {
        takeIn(event.timeMs());
        UserState user = user(event);
        EventResult result = recommender.evaluate(user, event.interaction());
        tests++;
        found += recommender.wasCandidate(event.interaction()) ? 1 : 0;
        if (countsRemoved && event.group() != countedGroup) {
            countedGroup = event.group();
            recommender.ranker().ifPresent(this::countRemoved);
        }
        if (diversity != null) {
            measure(diversity, event);
        }
        if (shown != null) {
            shown.ranked(event, user, rows, recommender.ranking(stream.userId(event.user()), rows));
        }
        return result.evaluated() ? result.rank() : UNRANKED;
    }

    private void measure(ListDiversity ofLists, RecordedEvent event) {
        if (event.group() == listedGroup) {
            ofLists.again();
        } else {
            listedGroup = event.group();
            ofLists.tested(listed, top(event, listed));
        }
    }

    @Override
    public int top(RecordedEvent event, int[] items) {
        int listed = recommender.ranking(stream.userId(event.user()), rows);
        int size = 0;
        for (int place = 0; place < listed && size < items.length; place++) {
            int item = stream.itemNumber(recommender.itemId(rows[place]));
            if (item >= 0) {
                items[size++] = item;
            }
        }
        return size;
    }

    @Override
    public List<Explanation> why(RecordedEvent event, int size) {
        if (recommender.ranker().isEmpty()) {
            return List.of();
        }
        Ranker ranker = recommender.ranker().get();
        if (!ranker.isLast(stream.userId(event.user()), event.timeMs())) {
            return List.of();
        }
        int listed = Math.min(recommender.ranking(stream.userId(event.user()), rows), size);
        return IntStream.range(0, listed)
                .mapToObj(place -> ranker.explain(rows[place]))
                .toList();
    }

    @Override
    public int coldRank(RecordedEvent event) {
        takeIn(event.timeMs());
        Interaction interaction = event.interaction();
        UserState nobody = recommender.newUser(interaction.userId());
        List<RankedItem> list = recommender.recommend(nobody, event.timeMs(), Recommender.LIST_SIZE);
        for (int place = 0; place < list.size(); place++) {
            if (list.get(place).itemId().equals(interaction.itemId())) {
                return place + 1;
            }
        }
        return UNRANKED;
    }

    @Override
    public void learn(RecordedEvent event) {
        takeIn(event.timeMs());
        recommender.learn(user(event), shown == null ? event.interaction() : shown.from(event));
    }

    @Override
    public void dislike(RecordedEvent event) {
        learn(event);
    }

    @Override
    public void passOver(RecordedEvent event) {
        if (recommender.countsAllEvents()) {
            learn(event);
        }
    }

    @Override
    public long userBytes() {
        long bytes = 0;
        for (UserState user : users) {
            bytes += user == null ? 0 : user.bytes();
        }
        return bytes;
    }

    @Override
    public long itemBytes() {
        return recommender.itemBytes();
    }

    /** What the guards have kept out so far, and how long the vectors are now. Cost: one pass over all of them. */
    public GuardStatistics guards() {
        float longestUser = 0;
        for (UserState user : users) {
            longestUser = user == null
                    ? longestUser
                    : Math.max(longestUser, user.taste().norm());
        }
        return GuardStatistics.of(
                recommender.droppedSteps(), longestUser, recommender.longestTarget(), recommender.longestSource());
    }

    /** How many tests' items were candidates; empty without a ranker. */
    public Optional<CandidateStatistics> candidates() {
        return recommender
                .ranker()
                .map(ranker -> new CandidateStatistics(tests, found, ranker.failures(), ranker.droppedSteps()));
    }

    /** What was learned from lists that were shown; empty if nothing was to be. */
    public Optional<ListFeedback> feedback() {
        return recommender.ranker().flatMap(Ranker::feedback);
    }

    /** How unlike the items of the tested lists are by their categories, from 0 to 1; empty if none are known. */
    public OptionalDouble diversity() {
        return diversity == null ? OptionalDouble.empty() : OptionalDouble.of(diversity.mean());
    }

    /** How many items filters kept out of the rankings, by the reason; only with rules. */
    public Map<String, Long> removed() {
        return removed;
    }

    private void countRemoved(Ranker ranker) {
        for (int i = 0; i < ranker.removed(); i++) {
            removed.merge(ranker.removedBecause(i), 1L, Long::sum);
        }
    }

    private void takeIn(long timeMs) {
        List<RecordedCatalogue.Entry> entries = catalogue.entries();
        while (catalogueTaken < entries.size() && entries.get(catalogueTaken).fromMs() <= timeMs) {
            RecordedCatalogue.Entry entry = entries.get(catalogueTaken++);
            recommender.takeIn(entry.itemId(), entry.facts(), entry.content());
        }
        if (shown != null) {
            shown.takeIn(timeMs, number -> number < users.size() ? users.get(number) : null);
        }
    }

    private UserState user(RecordedEvent event) {
        int number = event.user();
        while (users.size() <= number) {
            users.add(null);
        }
        UserState user = recommender.userAt(users.get(number), stream.userId(number), event.timeMs());
        users.set(number, user);
        return user;
    }
}
