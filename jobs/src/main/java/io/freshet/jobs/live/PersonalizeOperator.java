package io.freshet.jobs.live;

import io.freshet.embedding.DroppedSteps;
import io.freshet.embedding.ItemIndex;
import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.NegativeSampler;
import io.freshet.embedding.StableHash;
import io.freshet.features.CatalogueSnapshot;
import io.freshet.features.ItemReplica;
import io.freshet.features.ReplicaSnapshot;
import io.freshet.features.RowDelta;
import io.freshet.features.UserState;
import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.kafka.Broadcast;
import io.freshet.jobs.kafka.CatalogueChange;
import io.freshet.jobs.kafka.CatalogueChanges;
import io.freshet.jobs.kafka.Inbound;
import io.freshet.jobs.kafka.PublishedRows;
import io.freshet.jobs.serde.Types;
import io.freshet.ranking.EventResult;
import io.freshet.ranking.RankedItem;
import io.freshet.ranking.Recommender;
import io.freshet.ranking.WarmUp;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.RecommendationRequest;
import io.freshet.schemas.Recommendations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PERSONALIZE: tests, learns from and answers every interaction, and answers requests, against a replica of the item model.
 *
 * <p>Input 1 is interactions and requests keyed by user, input 2 the rows that the owner published and the
 * catalogue, broadcast. Deltas of the rows
 * are the main output; recommendations and evaluations are on the side. An operator of our own, because a
 * KeyedBroadcastProcessFunction cannot emit before a checkpoint barrier, and the barrier must find all deltas pushed:
 * then a checkpoint holds none and rescaling is simple.
 *
 * <p>State: by user the {@link UserState} and when the last list was pushed; the replica and the
 * catalogue, saved by subtask 0 and given back to all; each subtask's ring of
 * recent positives. Everything runs in the task's mailbox thread.
 */
final class PersonalizeOperator extends AbstractStreamOperator<RowDelta>
        implements TwoInputStreamOperator<Inbound.OfUser, Broadcast, RowDelta> {
    static final OutputTag<Recommendations> RECOMMENDATIONS =
            new OutputTag<>("recommendations", Types.recommendations());
    static final OutputTag<Evaluation> EVALUATIONS = new OutputTag<>("evaluations", Types.evaluation());

    /** The metric that the demo waits for before it stops the job. */
    static final String UNACKNOWLEDGED = "unacknowledgedRows";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(PersonalizeOperator.class);

    private final JobConfig config;
    private final StartMode start;
    private final EarlierRows earlierRows;
    private final EarlierCatalogue earlierCatalogue;
    private transient ItemReplica replica;
    private transient NegativeSampler sampler;
    private transient Recommender recommender;
    private transient AnswerRecords answers;
    private transient ValueState<UserState> users;
    private transient ListPace listPace;
    private transient ListState<byte[]> savedReplica;
    private transient ListState<byte[]> savedCatalogue;
    private transient ListState<Long> savedRing;
    private transient Counter duplicates;
    private transient Counter requests;
    private transient Counter pushes;
    private transient RowDecoder rowDecoder;
    private transient long stalenessMs;
    private transient long eventClock;
    private transient int eventsSincePush;
    private transient boolean quietSinceTick;

    @SuppressWarnings("NullAway.Init")
    PersonalizeOperator(JobConfig config, StartMode start, EarlierRows earlierRows, EarlierCatalogue earlierCatalogue) {
        this.config = config;
        this.start = start;
        this.earlierRows = earlierRows;
        this.earlierCatalogue = earlierCatalogue;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        users = context.getKeyedStateStore().getState(userDescriptor());
        Duration listInterval = config.listInterval();
        listPace = new ListPace(listInterval, context.getKeyedStateStore().getState(ListPace.descriptor(listInterval)));
        savedReplica = chunks("replica", context);
        savedCatalogue = chunks("catalogue", context);
        savedRing = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("ring", BasicTypeInfo.LONG_TYPE_INFO));
        createEngine();
        if (!context.isRestored() && start == StartMode.TOPIC) {
            earlierRows.readBeforeStart(this::takeUp);
        }
        restoreReplica();
        restoreRing();
        restoreCatalogue();
    }

    /** Saved by one subtask and given back to all. */
    private static ListState<byte[]> chunks(String name, StateInitializationContext context) throws Exception {
        return context.getOperatorStateStore()
                .getUnionListState(
                        new ListStateDescriptor<>(name, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public void open() throws Exception {
        super.open();
        WarmUp.run(config.recommender());
        registerMetrics(getMetricGroup());
        scheduleTick();
    }

    @Override
    public void processElement1(StreamRecord<Inbound.OfUser> element) throws Exception {
        Inbound.OfUser inbound = element.getValue();
        if (inbound instanceof Inbound.Event event) {
            take(event.interaction());
        } else if (inbound instanceof Inbound.Request asked) {
            answer(asked.request());
        }
    }

    private void take(Interaction event) throws Exception {
        if (!recommender.admits(event.itemId())) {
            output.collect(
                    RejectedToDeadLetters.DEAD_LETTERS,
                    new StreamRecord<>(
                            AnswerRecords.keyCollision(event, config.topics().interactions())));
            return;
        }
        UserState user = recommender.userAt(users.value(), event.userId(), event.eventTimeMs());
        if (!user.recentEvents().add(StableHash.of(event.eventId()), config.rememberedEvents())) {
            duplicates.inc();
            return;
        }
        eventClock = Math.max(eventClock, event.eventTimeMs());
        EventResult result = recommender.evaluate(user, event);
        recommender.learn(user, event);
        users.update(user);
        output.collect(EVALUATIONS, new StreamRecord<>(answers.evaluation(event, result, eventClock)));
        if (listPace.isDue(event.eventTimeMs())) {
            List<RankedItem> best =
                    recommender.recommend(user, event.eventTimeMs(), config.limit(), StableHash.of(event.eventId()));
            output.collect(RECOMMENDATIONS, new StreamRecord<>(answers.pushed(event, best)));
        }
        quietSinceTick = false;
        if (++eventsSincePush >= config.loop().pushEvents()) {
            push(false);
        }
    }

    /** At once, and without a trace: neither the user's state nor the model changes. */
    private void answer(RecommendationRequest request) throws Exception {
        UserState user = recommender.userAt(users.value(), request.userId(), request.requestTimeMs());
        List<RankedItem> best = recommender.recommend(user, request);
        int items = replica.model().size();
        output.collect(RECOMMENDATIONS, new StreamRecord<>(answers.asked(request, best, items)));
        requests.inc();
    }

    @Override
    public void processElement2(StreamRecord<Broadcast> element) {
        Broadcast broadcast = element.getValue();
        if (broadcast instanceof PublishedRows published) {
            takeIn(published);
        } else if (broadcast instanceof CatalogueChanges changes) {
            changes.changes().forEach(this::takeIn);
        }
    }

    private void takeIn(PublishedRows published) {
        stalenessMs = getProcessingTimeService().getCurrentProcessingTime() - published.publishedMs();
        for (byte[] record : published.rows()) {
            ItemState row = rowDecoder.decode(record);
            if (row == null) {
                continue;
            }
            long refused = replica.refused();
            replica.apply(row);
            if (replica.refused() > refused) {
                LOG.warn(
                        "Left out the published row of '{}': with what was learned here, a value is not finite",
                        row.rowId());
            }
        }
    }

    private void takeIn(CatalogueChange change) {
        boolean fits = recommender.takeIn(change.itemId(), change.facts(), change.content());
        if (!fits && recommender.catalogue().contents().refused() == 1) {
            LOG.warn(
                    "Left out the content vector of '{}', whose length is not that of the others; from now on such are only"
                            + " counted",
                    change.itemId());
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        push(true);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        List<byte[]> rows = new ArrayList<>();
        List<byte[]> facts = new ArrayList<>();
        if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
            ReplicaSnapshot.write(replica, rows::add);
            CatalogueSnapshot.write(recommender.catalogue(), facts::add);
        }
        savedReplica.update(rows);
        savedCatalogue.update(facts);
        List<Long> ring = new ArrayList<>();
        for (int row : sampler.rows()) {
            ring.add(replica.model().index().key(row));
        }
        savedRing.update(ring);
    }

    @Override
    public void finish() throws Exception {
        push(true);
        super.finish();
    }

    private void registerMetrics(MetricGroup metrics) {
        metrics.gauge(UNACKNOWLEDGED, () -> replica.unacknowledged());
        duplicates = metrics.counter("duplicates");
        requests = metrics.counter("requests");
        pushes = metrics.counter("pushes");
        metrics.gauge("items", () -> replica.model().size());
        metrics.gauge("unavailableItems", () -> recommender.catalogue().unavailable());
        metrics.gauge(
                "untouchedItems",
                () -> replica.model().size() - replica.model().index().touched());
        metrics.gauge(
                "refusedContents", () -> recommender.catalogue().contents().refused());
        metrics.gauge("kernels", () -> replica.model().kernels().name());
        rowDecoder = new RowDecoder(metrics.counter("skippedRows"));
        metrics.gauge("stalenessMs", () -> stalenessMs);
        metrics.gauge("refusedRows", () -> replica.refused());
        DroppedSteps dropped = recommender.droppedSteps();
        metrics.gauge("droppedSteps", dropped::steps);
        metrics.gauge("droppedNonFinite", dropped::nonFinite);
        metrics.gauge("droppedExploding", dropped::exploding);
        metrics.gauge("droppedRows", dropped::rows);
        recommender.ranker().ifPresent(ranker -> {
            metrics.gauge("failedSources", ranker::failures);
            metrics.gauge("droppedRankerSteps", ranker::droppedSteps);
        });
    }

    private void createEngine() {
        LearnerConfig learner = config.recommender().learner();
        answers = new AnswerRecords(config.recommender());
        replica = new ItemReplica(
                learner,
                config.recommender().rankerLayout(),
                config.loop(),
                getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
                getProcessingTimeService().getCurrentProcessingTime());
        sampler = new NegativeSampler(learner.ringSize(), learner.ringShare());
        recommender = Recommender.sharing(config.recommender(), replica, sampler);
    }

    /** No event is served before all rows are there: it waits in its topic. */
    private void takeUp(String rowId, @Nullable ItemState row, boolean beforeStart) {
        if (row == null) {
            replica.takeBack(rowId);
        } else {
            replica.apply(row);
        }
    }

    /** Union state: every subtask gets all chunks, in no particular order. */
    private void restoreReplica() throws Exception {
        List<byte[]> chunks = new ArrayList<>();
        savedReplica.get().forEach(chunks::add);
        chunks.sort(Comparator.comparingInt(ReplicaSnapshot::place));
        for (byte[] chunk : chunks) {
            ReplicaSnapshot.read(chunk, replica);
        }
    }

    /** A state from before there was a catalogue has no chunk; then, as without a state, it is read from its topic. */
    private void restoreCatalogue() throws Exception {
        boolean saved = false;
        for (byte[] chunk : savedCatalogue.get()) {
            CatalogueSnapshot.read(chunk, recommender.catalogue());
            saved = true;
        }
        recommender.catalogueRestored();
        if (!saved) {
            earlierCatalogue.read(this::takeIn);
        }
    }

    private void restoreRing() throws Exception {
        for (long key : savedRing.get()) {
            int row = replica.model().index().row(key);
            if (row != ItemIndex.UNKNOWN) {
                sampler.add(row);
            }
        }
    }

    /** Expiry is the engine's; the state's own only frees what the engine would forget if the user ever came again. */
    private ValueStateDescriptor<UserState> userDescriptor() {
        ValueStateDescriptor<UserState> descriptor = new ValueStateDescriptor<>("user", Types.userState());
        int days = config.recommender().users().expiryDays();
        if (days > 0) {
            descriptor.enableTimeToLive(
                    StateTtlConfig.newBuilder(Duration.ofDays(2L * days)).build());
        }
        return descriptor;
    }

    private void scheduleTick() {
        getProcessingTimeService()
                .registerTimer(
                        getProcessingTimeService().getCurrentProcessingTime()
                                + config.pushInterval().toMillis(),
                        time -> tick());
    }

    /** Pushes what is due; when nothing came for a whole interval, also what would have waited longer. */
    private void tick() {
        push(quietSinceTick);
        quietSinceTick = true;
        scheduleTick();
    }

    private void push(boolean everything) {
        if (eventsSincePush > 0) {
            pushes.inc();
        }
        eventsSincePush = 0;
        replica.push(everything, eventClock, delta -> output.collect(new StreamRecord<>(delta)));
    }
}
