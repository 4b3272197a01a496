-- AlterTable
ALTER TABLE "form_links" ADD COLUMN "doubts" TEXT;

-- CreateTable
CREATE TABLE "staff_devices" (
    "device_sha256" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "seen_at" TEXT NOT NULL,

    PRIMARY KEY ("device_sha256", "account")
);

-- CreateIndex
CREATE INDEX "staff_devices_by_account" ON "staff_devices"("account");
