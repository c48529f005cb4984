package io.freshet.jobs.live;

import static java.util.Objects.requireNonNull;

import io.freshet.features.UserState;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimeServiceManager;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.jspecify.annotations.Nullable;

/**
 * Frees the state of users who expired, in event time; mailbox thread only.
 *
 * <p>Who comes back after too long is new to the engine in any case; this is for those who never do. A user has one timer,
 * set with the first event, and anew when it finds that others came since. Who is freed has a newest event that lies {@value #KEPT}
 * expiries behind the newest of the subtask: so one that comes late, or from a partition that is behind, still finds what it would find in
 * order. Timers go by the events' own clock and not by watermarks, which the broadcast input does not have. Cost: O(log users) for a
 * user and {@value #KEPT} expiries.
 */
final class UserExpiry implements Triggerable<Object, VoidNamespace> {
    private static final int KEPT = 2;

    private final long keptMs;
    private final ValueState<UserState> users;
    private final State ofUser;

    /** What the timers in a checkpoint were set for; one from before there were timers has none. */
    private final ListState<Long> setFor;

    private @Nullable InternalTimerService<VoidNamespace> timers;
    private @Nullable InternalTimeServiceManager<?> clock;
    private long clockMs = Long.MIN_VALUE;
    private long begun;
    private long freed;

    /**
     * @param expiryDays 0 for never
     * @param users by user
     * @param ofUser by user, freed with them
     */
    UserExpiry(int expiryDays, ValueState<UserState> users, State ofUser, OperatorStateStore store) throws Exception {
        this.keptMs = KEPT * TimeUnit.DAYS.toMillis(expiryDays);
        this.users = users;
        this.ofUser = ofUser;
        this.setFor = store.getUnionListState(new ListStateDescriptor<>("user-timers", BasicTypeInfo.LONG_TYPE_INFO));
    }

    boolean isOn() {
        return keptMs > 0;
    }

    /** How many users got a state. */
    long begun() {
        return begun;
    }

    /** How many users were freed. */
    long freed() {
        return freed;
    }

    /**
     * Begins; users whose timers were set for another expiry, or who have none, get one.
     *
     * @param descriptor of the users
     */
    void open(
            InternalTimerService<VoidNamespace> service,
            InternalTimeServiceManager<?> manager,
            KeyedStateBackend<?> backend,
            ValueStateDescriptor<UserState> descriptor)
            throws Exception {
        timers = service;
        clock = manager;
        boolean isSet = false;
        for (long saved : setFor.get()) {
            isSet = saved == keptMs;
        }
        if (!isSet) {
            setAll(backend, descriptor);
        }
    }

    private <K> void setAll(KeyedStateBackend<K> backend, ValueStateDescriptor<UserState> descriptor) throws Exception {
        backend.applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor, (key, state) -> {
            UserState user = state.value();
            if (user != null && user.newestMs() != Long.MIN_VALUE) {
                set(user.newestMs());
            }
        });
    }

    /** To be called after the first event of the current user, also one that is passed over. */
    void began(long eventTimeMs) {
        begun++;
        if (isOn()) {
            set(eventTimeMs);
        }
    }

    private void set(long newestMs) {
        requireNonNull(timers).registerEventTimeTimer(VoidNamespace.INSTANCE, newestMs + keptMs);
    }

    /** To be called last of what an event does: another user may be the current one afterwards. */
    void advance(long eventClockMs) throws Exception {
        if (isOn() && eventClockMs > clockMs) {
            clockMs = eventClockMs;
            requireNonNull(clock).advanceWatermark(new Watermark(eventClockMs));
        }
    }

    @Override
    public void onEventTime(InternalTimer<Object, VoidNamespace> timer) throws Exception {
        UserState user = users.value();
        if (user == null) {
            return;
        }
        if (user.newestMs() + keptMs > timer.getTimestamp()) {
            set(user.newestMs());
        } else {
            users.clear();
            ofUser.clear();
            freed++;
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<Object, VoidNamespace> timer) {
        throw new IllegalStateException("users expire in event time only");
    }

    void save() throws Exception {
        setFor.update(isOn() ? List.of(keptMs) : List.of());
    }
}
