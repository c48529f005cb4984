package io.freshet.features;

import io.freshet.features.declared.FeatureState;
import io.freshet.features.declared.FlatFeatures;
import io.freshet.schemas.Coverage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link OwnedRow} as bytes; each begins with the version of the format. Version 1 had no signals, version 2 no declared features;
 * a row without these is written as version 2.
 */
public final class OwnedRowFormat {
    private static final int VERSION = 3;
    private static final int WITHOUT_FEATURES = 2;

    private OwnedRowFormat() {}

    public static void write(OwnedRow row, DataOutput out) throws IOException {
        FeatureState features = row.features();
        out.writeByte(features == null ? WITHOUT_FEATURES : VERSION);
        out.writeUTF(row.rowId());
        for (int part = 0; part < RowLayout.PARTS; part++) {
            Binary.writeFloats(row.part(part), out);
        }
        out.writeInt(row.covers().size());
        for (Coverage coverage : row.covers()) {
            out.writeInt(coverage.learner());
            out.writeLong(coverage.incarnation());
            out.writeLong(coverage.lastPush());
        }
        out.writeLong(row.count());
        out.writeLong(row.additions());
        out.writeLong(row.epoch());
        out.writeLong(row.updatedMs());
        Binary.writeSignals(row.signals(), out);
        if (features != null) {
            Binary.writeLongs(FlatFeatures.of(features), out);
        }
    }

    public static OwnedRow read(DataInput in) throws IOException {
        int version = Binary.readVersion("an owned row", VERSION, in);
        String rowId = in.readUTF();
        float[] @Nullable [] parts = Binary.readParts(in);
        for (float[] part : parts) {
            Binary.requireFinite("an owned row", part);
        }
        int size = Binary.checked(in.readInt());
        List<Coverage> covers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            covers.add(new Coverage(in.readInt(), in.readLong(), in.readLong()));
        }
        long count = in.readLong();
        long additions = in.readLong();
        long epoch = in.readLong();
        long updatedMs = in.readLong();
        Signals signals = version < 2 ? Signals.NONE : Binary.readSignals(in);
        FeatureState features = version < 3 ? null : Binary.flat(FlatFeatures::state, in);
        return new OwnedRow(rowId, parts, signals, features, covers, count, additions, epoch, updatedMs);
    }
}
