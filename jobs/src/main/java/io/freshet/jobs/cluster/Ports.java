package io.freshet.jobs.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this machine; nothing of the cluster listens to others. */
final class Ports {
    static final String HOST = "127.0.0.1";

    private Ports() {}

    /** So many different ones that nobody listens on just now. */
    static int[] free(int count) throws IOException {
        ServerSocket[] sockets = new ServerSocket[count];
        int[] ports = new int[count];
        try {
            for (int n = 0; n < count; n++) {
                sockets[n] = bound(0);
                ports[n] = sockets[n].getLocalPort();
            }
        } finally {
            for (ServerSocket socket : sockets) {
                if (socket != null) {
                    socket.close();
                }
            }
        }
        return ports;
    }

    /**
     * The port, if it is free.
     *
     * @throws IllegalStateException if somebody listens on it
     */
    static int require(String option, int wanted) {
        try (ServerSocket socket = bound(wanted)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "port " + wanted + " of " + HOST + " is taken: end what listens there, or choose another with "
                            + option + " (0 takes any free one)",
                    e);
        }
    }

    private static ServerSocket bound(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
