package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/jmoiron/sqlx"
	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the schema up to date and returns its version. A database that a
// newer program has changed is refused: this one would not know what it does to it.
func migrate(ctx context.Context, e engine, db *sqlx.DB) (int64, error) {
	files, err := fs.Sub(migrations, "migrations") // cannot fail: the folder is embedded
	if err != nil {
		return 0, err
	}
	dialect := goose.DialectSQLite3
	if db.DriverName() != "sqlite" {
		dialect = goose.DialectPostgres
	}
	p, err := goose.NewProvider(dialect, db.DB, files)
	if err != nil {
		return 0, fmt.Errorf("read the migrations: %w", err)
	}
	newest := Schema()
	if version, ok := schemaOf(ctx, db); ok && version >= newest {
		return version, fits(version, newest)
	}
	err = e.exclusively(ctx, func() error {
		_, err := p.Up(ctx)
		return err
	})
	if err != nil {
		if version, ok := schemaOf(ctx, db); ok && version == newest {
			return newest, nil // another process was faster
		}
		return 0, fmt.Errorf("bring the database's schema up to date: %w", err)
	}
	return newest, nil
}

// schemaOf reads the schema's version; false when there is none yet.
func schemaOf(ctx context.Context, db *sqlx.DB) (version int64, ok bool) {
	err := db.GetContext(ctx, &version, `SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version`)
	return version, err == nil && version > 0
}

// fits refuses a database of a newer program.
func fits(version, newest int64) error {
	if version > newest {
		return fmt.Errorf("the database has schema %d and this program knows schemas up to %d: "+
			"a newer pabellon has changed it; run that version or a later one, or restore the backup from before the upgrade", version, newest)
	}
	return nil
}

// Schema is the newest schema that this program knows: the number that its last
// migration's name begins with.
func Schema() (newest int64) {
	files, _ := migrations.ReadDir("migrations")
	for _, f := range files {
		number, _, _ := strings.Cut(f.Name(), "_")
		if n, err := strconv.ParseInt(number, 10, 64); err == nil && n > newest {
			newest = n
		}
	}
	return newest
}
