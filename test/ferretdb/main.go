// Serves MongoDB's protocol from SQLite files in a directory until its standard input ends or it is killed; says its address as one line.
// Nothing is waited for on the disk: a kill of the process loses nothing, a power cut may.
//
// Usage: ferretdb <directory> [port]
package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func main() {
	if len(os.Args) < 2 {
		fail(fmt.Errorf("usage: ferretdb <directory> [port]"))
	}
	port := "0"
	if len(os.Args) > 2 {
		port = os.Args[2]
	}
	directory, err := filepath.Abs(os.Args[1])
	if err != nil {
		fail(err)
	}
	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: "127.0.0.1:" + port},
		Logger:    slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
		Handler:   "sqlite",
		SQLiteURL: "file:" + directory + "/?_pragma=synchronous(off)",
	})
	if err != nil {
		fail(err)
	}
	ctx, end := context.WithCancel(context.Background())
	go func() { fmt.Println(server.MongoDBURI()) }()
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		end()
	}()
	if err := server.Run(ctx); err != nil {
		fail(err)
	}
}
