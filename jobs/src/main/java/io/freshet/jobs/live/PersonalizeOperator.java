package io.freshet.jobs.live;

import io.freshet.embedding.StableHash;
import io.freshet.features.RowDelta;
import io.freshet.features.UserState;
import io.freshet.jobs.config.JobConfig;
import io.freshet.jobs.kafka.Broadcast;
import io.freshet.jobs.kafka.CatalogueChange;
import io.freshet.jobs.kafka.Inbound;
import io.freshet.jobs.kafka.RulesChange;
import io.freshet.jobs.serde.Types;
import io.freshet.ranking.EventResult;
import io.freshet.ranking.RankedItem;
import io.freshet.ranking.Recommender;
import io.freshet.ranking.WarmUp;
import io.freshet.ranking.pipeline.ListFeedback;
import io.freshet.ranking.pipeline.Ranker;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Impression;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.RecommendationRequest;
import io.freshet.schemas.Recommendations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * PERSONALIZE: tests, learns from and answers every interaction, answers requests, and notes impressions, against a replica of
 * the item model.
 *
 * <p>Input 1 is interactions, requests and impressions keyed by user, input 2 the rows that the owner published, the
 * catalogue and the rules, broadcast. Deltas of the rows
 * are the main output; recommendations and evaluations are on the side. An operator of our own, because a
 * KeyedBroadcastProcessFunction cannot emit before a checkpoint barrier, and the barrier must find all that was counted pushed:
 * then counts are in the owner's state alone.
 *
 * <p>State: by user the {@link UserState} and when the last list was pushed; {@link LearnerState}; {@link HeldChanges}.
 * Everything runs in the task's mailbox thread.
 */
final class PersonalizeOperator extends AbstractStreamOperator<RowDelta>
        implements TwoInputStreamOperator<Inbound.OfUser, Broadcast, RowDelta> {
    static final OutputTag<Recommendations> RECOMMENDATIONS =
            new OutputTag<>("recommendations", Types.recommendations());
    static final OutputTag<Evaluation> EVALUATIONS = new OutputTag<>("evaluations", Types.evaluation());

    private static final long serialVersionUID = 1L;

    private final JobConfig config;
    private final StartMode start;
    private final EarlierRows earlierRows;
    private final EarlierRecords<CatalogueChange> earlierCatalogue;
    private final EarlierRecords<RulesChange> earlierRules;
    private transient ValueState<UserState> users;
    private transient ListPace listPace;
    private transient UserExpiry expiry;
    private transient LearnerState saved;
    private transient HeldChanges held;
    private transient Learner learner;
    private transient Recommender recommender;
    private transient AnswerRecords answers;
    private transient PersonalizeMetrics metrics;
    private transient RowIntake intake;
    private transient PushSchedule pushes;

    @SuppressWarnings("NullAway.Init")
    PersonalizeOperator(
            JobConfig config,
            StartMode start,
            EarlierRows earlierRows,
            EarlierRecords<CatalogueChange> earlierCatalogue,
            EarlierRecords<RulesChange> earlierRules) {
        this.config = config;
        this.start = start;
        this.earlierRows = earlierRows;
        this.earlierCatalogue = earlierCatalogue;
        this.earlierRules = earlierRules;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        KeyedStateStore byUser = context.getKeyedStateStore();
        users = byUser.getState(userDescriptor());
        Duration listInterval = config.listInterval();
        ValueState<Long> lastListMs = byUser.getState(ListPace.descriptor(listInterval));
        listPace = new ListPace(listInterval, lastListMs);
        expiry = new UserExpiry(
                config.recommender().users().expiryDays(), users, lastListMs, context.getOperatorStateStore());
        saved = new LearnerState(
                context.getOperatorStateStore(),
                RankerColumns.of(config.recommender().rankerLayout()));
        saved.changedColumns().ifPresent(LOG::warn);
        held = new HeldChanges(context.getOperatorStateStore());
        learner = Learner.create(config, subtask(), getProcessingTimeService().getCurrentProcessingTime());
        recommender = learner.recommender();
        answers = new AnswerRecords(config.recommender());
        if (!context.isRestored() && start == StartMode.TOPIC) {
            earlierRows.readBeforeStart((rowId, row, beforeStart) -> RowIntake.takeUp(rowId, row, learner));
        }
        saved.restore(learner, earlierCatalogue, earlierRules);
    }

    @Override
    public void open() throws Exception {
        super.open();
        WarmUp.run(config.recommender());
        metrics = PersonalizeMetrics.in(getMetricGroup());
        intake = new RowIntake(learner, getProcessingTimeService(), metrics.skippedRows());
        PersonalizeMetrics.gauges(getMetricGroup(), learner, intake);
        getMetricGroup().gauge("begunUsers", expiry::begun);
        getMetricGroup().gauge("expiredUsers", expiry::freed);
        if (expiry.isOn()) {
            expiry.open(
                    getInternalTimerService("user-expiry", VoidNamespaceSerializer.INSTANCE, expiry),
                    getTimeServiceManager().orElseThrow(),
                    getKeyedStateBackend(),
                    userDescriptor());
        }
        pushes = new PushSchedule(
                learner.replica(),
                config.loop().pushEvents(getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks()),
                config.pushInterval(),
                getProcessingTimeService(),
                metrics.pushes(),
                delta -> output.collect(new StreamRecord<>(delta)));
        pushes.start(held.restored());
    }

    @Override
    public void processElement1(StreamRecord<Inbound.OfUser> element) throws Exception {
        Inbound.OfUser inbound = element.getValue();
        if (inbound instanceof Inbound.Event event) {
            take(event.interaction());
        } else if (inbound instanceof Inbound.Request asked) {
            answer(asked.request());
        } else if (inbound instanceof Inbound.Shown shown) {
            note(shown.impression());
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
        UserState before = users.value();
        UserState user = recommender.userAt(before, event.userId(), event.eventTimeMs());
        if (!user.recentEvents().add(StableHash.of(event.eventId()), config.rememberedEvents())) {
            metrics.duplicates().inc();
            return;
        }
        long eventClock = pushes.sees(event.eventTimeMs());
        EventResult result = recommender.evaluate(user, event);
        recommender.learn(user, event);
        if (before == null) {
            expiry.began(event.eventTimeMs());
        }
        output.collect(EVALUATIONS, new StreamRecord<>(answers.evaluation(event, result, eventClock)));
        if (listPace.isDue(event.eventTimeMs())) {
            List<RankedItem> best =
                    recommender.recommend(user, event.eventTimeMs(), config.limit(), StableHash.of(event.eventId()));
            Recommendations list = answers.pushed(event, best);
            recommender.remember(user, list.recommendationId(), event.eventTimeMs());
            output.collect(RECOMMENDATIONS, new StreamRecord<>(list));
        }
        users.update(user);
        pushes.learned();
        expiry.advance(eventClock);
    }

    /** At once; the model stays as it is, and of the user's state all but the lists that are remembered. */
    private void answer(RecommendationRequest request) throws Exception {
        UserState user = recommender.userAt(users.value(), request.userId(), request.requestTimeMs());
        List<RankedItem> best = recommender.recommend(user, request);
        int items = learner.replica().model().size();
        Recommendations list = answers.asked(request, best, items);
        if (recommender.remember(user, list.recommendationId(), request.requestTimeMs())) {
            users.update(user);
        }
        output.collect(RECOMMENDATIONS, new StreamRecord<>(list));
        metrics.requests().inc();
    }

    /** What it teaches is pushed with the next event's changes, or by the clock. */
    private void note(Impression impression) throws Exception {
        UserState user = users.value();
        recommender.shown(user, impression);
        if (user != null) {
            users.update(user);
        }
    }

    @Override
    public void processElement2(StreamRecord<Broadcast> element) {
        intake.takeIn(element.getValue());
    }

    /** The only timers are those of {@link UserExpiry}, which has a clock of its own. */
    @Override
    public void processWatermark(Watermark mark) {
        output.emitWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        pushes.pushDue();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        saved.save(learner, subtask() == 0);
        expiry.save();
        held.save(learner.replica(), pushes.eventClock());
    }

    @Override
    public void finish() throws Exception {
        pushes.pushEverything();
        super.finish();
    }

    /** What is counted of lists that were shown; empty if nothing is learned from them. */
    Optional<ListFeedback> feedback() {
        return recommender.ranker().flatMap(Ranker::feedback);
    }

    private int subtask() {
        return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    }

    /** Users expire in event time; the state's own expiry goes by the clock on the wall, and is for a stream that stands still. */
    private ValueStateDescriptor<UserState> userDescriptor() {
        ValueStateDescriptor<UserState> descriptor = new ValueStateDescriptor<>("user", Types.userState());
        int days = config.recommender().users().expiryDays();
        if (days > 0) {
            descriptor.enableTimeToLive(
                    StateTtlConfig.newBuilder(Duration.ofDays(2L * days)).build());
        }
        return descriptor;
    }
}
