package io.freshet.jobs.cluster;

import io.freshet.features.OwnedRow;
import io.freshet.features.UserState;
import io.freshet.jobs.serde.Types;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.TupleTypeInfo;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;

/**
 * What a savepoint holds, read with Flink's State Processor API and not by the job.
 *
 * @param users events counted for each user
 * @param rows the owner's, by id
 */
record SavedState(Map<String, Long> users, Map<String, OwnedRow> rows) {

    static SavedState read(String savepoint) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        SavepointReader reader = SavepointReader.read(env, savepoint, new HashMapStateBackend());
        return new SavedState(users(reader), rows(reader));
    }

    /** Counted for each item. */
    Map<String, Long> items() {
        Map<String, Long> items = new HashMap<>();
        rows.forEach((id, row) -> {
            if (row.count() > 0 && id.charAt(0) != 0) { // reserved rows count too
                items.put(id, row.count());
            }
        });
        return items;
    }

    private static Map<String, Long> users(SavepointReader savepoint) throws Exception {
        Map<String, Long> users = new HashMap<>();
        try (CloseableIterator<Tuple2<String, Long>> found = savepoint
                .readKeyedState(
                        OperatorIdentifier.forUid("personalize"),
                        new Users(),
                        BasicTypeInfo.STRING_TYPE_INFO,
                        new TupleTypeInfo<>(BasicTypeInfo.STRING_TYPE_INFO, BasicTypeInfo.LONG_TYPE_INFO))
                .executeAndCollect()) {
            found.forEachRemaining(user -> users.put(user.f0, user.f1));
        }
        return users;
    }

    private static Map<String, OwnedRow> rows(SavepointReader savepoint) throws Exception {
        Map<String, OwnedRow> rows = new HashMap<>();
        try (CloseableIterator<OwnedRow> found = savepoint
                .readKeyedState(
                        OperatorIdentifier.forUid("owner"),
                        new Rows(),
                        BasicTypeInfo.STRING_TYPE_INFO,
                        Types.ownedRow())
                .executeAndCollect()) {
            found.forEachRemaining(row -> rows.put(row.rowId(), row));
        }
        return rows;
    }

    private static final class Users extends KeyedStateReaderFunction<String, Tuple2<String, Long>> {
        private static final long serialVersionUID = 1L;

        private transient ValueState<UserState> users;

        @Override
        public void open(OpenContext context) {
            users = getRuntimeContext().getState(new ValueStateDescriptor<>("user", Types.userState()));
        }

        @Override
        public void readKey(String user, Context context, Collector<Tuple2<String, Long>> out) throws Exception {
            UserState state = users.value();
            if (state != null) {
                out.collect(Tuple2.of(user, state.events()));
            }
        }
    }

    private static final class Rows extends KeyedStateReaderFunction<String, OwnedRow> {
        private static final long serialVersionUID = 1L;

        private transient ValueState<OwnedRow> rows;

        @Override
        public void open(OpenContext context) {
            rows = getRuntimeContext().getState(new ValueStateDescriptor<>("row", Types.ownedRow()));
        }

        @Override
        public void readKey(String id, Context context, Collector<OwnedRow> out) throws Exception {
            OwnedRow row = rows.value();
            if (row != null) {
                out.collect(row);
            }
        }
    }
}
